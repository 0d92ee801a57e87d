-- Writes the bill of materials of dist/, as CycloneDX 1.5 in JSON: which files
-- there are, and what was built into them.
--
--   lua tools/sbom.lua DIST VERSION LUA_VERSION LUA_SHA256 [PACKAGE=VERSION...]
--
-- The files are those that DIST/SHA256SUMS names.  Each PACKAGE is one of
-- Debian's, of which lua-cli for linux-amd64 has a part inside.

package.path = (arg[0]:match("^.*/") or "./") .. "?.lua;" .. package.path

local generated = require "generated"

local to_json = dofile((arg[0]:match("^.*/") or "./") .. "../lua/cli/json.lua")

local MIT = { { license = { id = "MIT" } } }
local CLI = "lua-cli-linux-amd64"

local function sha256(sum)
  return { { alg = "SHA-256", content = sum } }
end

local function lua(version, sum)
  local url = "https://www.lua.org/ftp/lua-" .. version .. ".tar.gz"
  return {
    ["bom-ref"] = "lua", type = "library", name = "lua", version = version,
    licenses = MIT, hashes = sha256(sum),
    purl = ("pkg:generic/lua@%s?download_url=%s&checksum=sha256:%s")
      :format(version, url, sum),
    externalReferences = { { type = "distribution", url = url } },
    pedigree = { notes = "edited by tools/engine-edit.lua before compiling" },
  }
end

local function debian(name, version)
  return {
    ["bom-ref"] = name, type = "library", name = name, version = version,
    purl = ("pkg:deb/debian/%s@%s?arch=amd64"):format(name, version),
  }
end

-- What is inside, and the references to it.
local function parts(version, sum, packages)
  local list, references = { lua(version, sum) }, {}
  for _, package in ipairs(packages) do
    local name, of = package:match("^(.-)=(.*)$")
    list[#list + 1] = debian(name, of)
    references[#references + 1] = name
  end
  return list, references
end

-- Adds the files, and which parts each of them has.
local function add_files(folder, list, of_cli)
  local dependencies = {}
  for line in io.lines(folder .. "/SHA256SUMS") do
    local sum, name = line:match("^(%x+) [ *](.+)$")
    list[#list + 1] = {
      ["bom-ref"] = name, type = "file", name = name, hashes = sha256(sum),
      licenses = MIT,
    }
    local has = { "lua" }
    if name == CLI then table.move(of_cli, 1, #of_cli, 2, has) end
    dependencies[#dependencies + 1] = { ref = name, dependsOn = has }
  end
  return dependencies
end

local function main(folder, version, lua_version, lua_sum, ...)
  local list, of_cli = parts(lua_version, lua_sum, { ... })
  local dependencies = add_files(folder, list, of_cli)
  local is_fine, json = to_json({
    bomFormat = "CycloneDX", specVersion = "1.5", version = 1,
    metadata = {
      component = {
        ["bom-ref"] = "moonspan", type = "library", name = "moonspan",
        version = version, licenses = MIT,
      },
    },
    components = list, dependencies = dependencies,
  })
  assert(is_fine, json)
  generated.update(folder .. "/moonspan.cdx.json", json .. "\n")
end

main(...)
