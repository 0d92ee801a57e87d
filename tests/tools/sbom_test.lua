-- tools/sbom.lua: the bill of materials of a folder like dist/.

local test = require "harness"

local folder = os.tmpname()
os.remove(folder)
os.execute("mkdir " .. folder)

local SUM = ("0123456789abcdef"):rep(4)
local sums = assert(io.open(folder .. "/SHA256SUMS", "w"))
for _, name in ipairs { "libx.so", "lua-cli-linux-amd64" } do
  sums:write(SUM, "  ", name, "\n")
end
sums:close()
os.execute(("'%s' tools/sbom.lua %s 1.2.3 5.4.9 %s libedit-dev=3.1-2 >&2")
  :format(arg[-1], folder, SUM:reverse()) .. " 2>/dev/null")

-- What PHP makes of an expression about the document $b.
local function php(expression)
  local pipe = io.popen(("php -r '$b = json_decode(file_get_contents(\"%s"
    .. "/moonspan.cdx.json\"), true); echo %s;'"):format(folder, expression))
  local text = pipe:read("a")
  pipe:close()
  return text
end

test("it says what it is, and of what", function()
  test.equal(php('$b["bomFormat"] . $b["specVersion"] . "," '
    .. '. $b["metadata"]["component"]["version"]'), "CycloneDX1.5,1.2.3")
end)

test("Lua is in it with release and checksum", function()
  test.equal(php('$b["components"][0]["name"] '
    .. '. $b["components"][0]["version"] '
    .. '. $b["components"][0]["hashes"][0]["content"]'),
    "lua5.4.9" .. SUM:reverse())
end)

test("each file is in it with its checksum and what it has inside", function()
  test.equal(php('implode(" ", array_column($b["components"], "name"))'),
    "lua libedit-dev libx.so lua-cli-linux-amd64")
  test.equal(php('$b["components"][2]["hashes"][0]["content"]'), SUM)
  test.equal(php('implode(" ", $b["dependencies"][0]["dependsOn"])'), "lua")
  test.equal(php('implode(" ", $b["dependencies"][1]["dependsOn"])'),
    "lua libedit-dev")
end)

os.execute("rm -r " .. folder)
test.finish()
