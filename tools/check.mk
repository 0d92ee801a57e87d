##@ Check

CHECK_STEPS := check-format check-headers check-layout check-gen check-tidy \
               check-lua check-shell check-php check-kphp

.PHONY: check $(CHECK_STEPS)
check: ## format, layout, headers, generated files, static analysis
	$(Q)sh tools/deps.sh build luajit demo test check
	$(Q)$(MAKE) engine
	$(Q)$(MAKE) -j$(JOBS) $(CHECK_STEPS)
	$(Q)$(MAKE) ENGINE=luajit \
	  TIDY_SRC="$(wildcard src/engine/*luajit.c)" check-tidy

check-format: # clang-format has nothing to say
	$(call say,CHECK,format)
	$(Q)clang-format --dry-run -Werror $(LIB_SRC) $(CLI_SRC) $(TEST_SRC) \
	  src/module/php_core.c src/engine/guest.c \
	  $(filter-out src/include/%,$(HEADERS)) \
	  $(wildcard tests/c/*.h tests/cpp/*.cpp tests/dist/*.c \
	    src/include/*.hpp examples/*/*.c tools/port/*/*.h)

# Each header stands alone, and C++ can read the public ones.
check-headers: $(HEADERS:%.h=$(BUILD)/%.hdr)
	$(call say,CHECK,headers)
	$(Q)printf '#include "moonspan.hpp"\n#include "moonspan_str.h"\n' | \
	  $(CXX) -std=c++17 -Wall -Wextra -Werror -Isrc/include -fsyntax-only -xc++ -

$(BUILD)/%.hdr: %.h
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -Werror -Wno-pedantic \
	  -fsyntax-only -include $< -xc /dev/null
	@touch $@

check-layout: # includes only go down; no file too long
	$(call say,CHECK,layout)
	$(Q)$(LUA) tools/layout.lua

check-gen: # generated files are fresh
	$(call say,CHECK,'generated files')
	$(Q)$(LUA) tools/strings-abi.lua --check
	$(Q)for each in $(filter %.h,$(PUBLIC)); do \
	  $(LUA) tools/ffigen.lua $$each --check || exit; done
	$(Q)$(LUA) tools/number-table.lua src/base/number_table.c --check
	$(Q)$(LUA) tools/crc-table.lua src/str/crc_table.c --check
	$(Q)$(LUA) tools/digest-table.lua src/str/digest_table.c --check
	$(Q)$(LUA) tools/entity-table.lua src/str/entity_table.c --check
	$(Q)$(LUA) tools/unicode-table.lua src/str/unicode_table.c --check
	$(Q)$(LUA) tools/strings-doc.lua docs/strings.md --check

# Lua's own source is not ours to judge, so its unit is left out; and so are the
# functions that have as many parameters as PHP's.
TIDY_SRC := $(filter-out src/engine/lua54_source.c src/api/str_rows.c, \
  $(LIB_SRC)) $(CLI_SRC) src/module/php_core.c src/engine/guest.c

check-tidy: # clang-tidy: bugs, long or deep functions
	$(call say,CHECK,'clang-tidy $(ENGINE)')
	$(Q)printf '%s\n' $(TIDY_SRC) | xargs -P $(JOBS) -n 4 sh -c \
	  'clang-tidy --quiet "$$@" -- -std=c11 $(ALL_CPPFLAGS) $(EDIT_DEFINE) \
	  2>/dev/null' tidy

check-lua: # luacheck, on the tools, the Lua side and the tests
	$(call say,CHECK,luacheck)
	$(Q)luacheck -qqq --no-color tools lua tests examples >/dev/null || \
	  luacheck --quiet --no-color tools lua tests examples

check-shell: # shellcheck
	$(call say,CHECK,shellcheck)
	$(Q)shellcheck $(wildcard tools/*.sh tests/*.sh examples/*/*.sh) .ci/run \
	  tools/completion/*.bash

check-php: build/vendor/bin/phpstan # phpcs and phpstan
	$(call say,CHECK,phpcs)
	$(Q)phpcs -q
	$(call say,CHECK,phpstan)
	$(Q)php -d ffi.enable=1 $< analyse --no-progress --memory-limit=1G --quiet \
	  || php -d ffi.enable=1 $< analyse --no-progress --memory-limit=1G

check-kphp: # what KPHP would refuse or miscompile, without KPHP
	$(call say,CHECK,kphp)
	$(Q)php tools/kphp-check.php php/src $(wildcard php/ffi/*.h tests/kphp/*.php)

build/vendor/bin/phpstan: composer.json
	$(Q)composer validate --quiet --strict
	$(Q)COMPOSER_VENDOR_DIR=build/vendor COMPOSER_ALLOW_SUPERUSER=1 \
	  composer update --quiet --no-interaction --no-progress
	@touch $@
