# libmoonspan - build, test and check.  `make help` lists the targets.
#
#   ENGINE=lua54|lua54-system|luajit   which Lua to build with
#   MODE=release|debug|asan            how to compile
#   LUA_SRC=PATH                       Lua's source: a folder or a tarball
#   PLATFORM=linux-arm64...            cross-compile (docs/dist.md)
#   LTO=                               no link-time optimization
#   V=1                                show the commands
#
# CC, CPPFLAGS, CFLAGS, LDFLAGS, DESTDIR and PREFIX are respected as usual.

ENGINE ?= lua54
MODE   ?= release
PREFIX ?= /usr/local
JOBS   ?= $(shell nproc 2>/dev/null || echo 2)

VERSION := 0.1.0
SOMAJOR := 0

# The release that is fetched, and the checksum of its tarball.
LUA_VERSION := 5.4.9
LUA_SHA256  := 2335b6c582a52654f94612bf10d2f4672805d05329aa6568b1d8cd9e5c6fb8e6

MAKEFLAGS += --no-print-directory
Q   := $(if $(V),,@)
say  = @printf '  %-6s %s\n' $(1) $(2)

include tools/platform.mk

# The engine: its define, its headers and its libraries ------------------------

define_lua54        := -DMOON_ENGINE_LUA54
define_lua54-system := -DMOON_ENGINE_LUA54_SYSTEM
define_luajit       := -DMOON_ENGINE_LUAJIT

ENGINE_DEFINE := $(or $(define_$(ENGINE)),\
  $(error ENGINE is lua54, lua54-system or luajit, not '$(ENGINE)'))

SOURCE := build/engine
EDITED := build/edited
HOST   := build/host
LUA    := $(HOST)/lua

pkg_lua54-system := lua5.4
pkg_luajit       := luajit
pkg_flags  = $(shell pkg-config $(1) $(pkg_$(ENGINE)))
isystem    = $(patsubst -I%,-isystem %,$(1))

ENGINE_CPPFLAGS = $(ENGINE_DEFINE) $(if $(pkg_$(ENGINE)),\
  $(call isystem,$(call pkg_flags,--cflags)),-isystem $(EDITED) $(LUA_SYSTEM))
ENGINE_LIBS     = $(if $(pkg_$(ENGINE)),$(call pkg_flags,--libs)) $(SYSTEM_LIBS)

# The line editor of lua-cli's interactive mode; without it lines are read
# plainly.
LIBEDIT := $(if $(NO_LIBEDIT),,$(shell pkg-config --exists libedit 2>/dev/null \
  && echo yes))
# Its archives, where they are installed: loading it would double the time that
# lua-cli takes to start.
EDIT_ARCHIVES := $(foreach lib,edit bsd md tinfo,\
  $(shell $(CC) -print-file-name=lib$(lib).a))
CLI_LIBS = $(if $(LIBEDIT),$(if $(filter-out /%,$(EDIT_ARCHIVES)),\
  $(shell pkg-config --libs libedit),\
  $(EDIT_ARCHIVES) -Wl$(comma)--exclude-libs$(comma)ALL))
comma := ,
STATIC_LIBS = $(if $(LIBEDIT),-ledit -lbsd -lmd -ltinfo) \
  $(if $(pkg_$(ENGINE)),$(call pkg_flags,--static --libs),-lm -ldl)

# How to compile ---------------------------------------------------------------

SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all

tune_release := -O2 -DNDEBUG
tune_debug   := -O0 -g3
tune_asan    := -O1 -g -fno-omit-frame-pointer $(SANITIZE) -DMOON_PLAIN_ALLOC

TUNE  := $(or $(tune_$(MODE)),\
  $(error MODE is release, debug or asan, not '$(MODE)'))
BUILD := build/$(ENGINE)-$(MODE)$(PLATFORM:%=-%)

# Says yes if the compiler makes an object with these options.
takes = $(shell echo 'int x;' | $(CC) $(1) -r -xc - -o /dev/null 2>/dev/null \
  && echo yes)

# The interpreter gains a fifth by these, the jumps of which only a gcc knows; the
# rest of the library does not.
JUMPS := -fno-gcse -fno-crossjumping
tune_engine_release  = -O3 $(and $(call takes,$(JUMPS)),$(JUMPS)) -fno-plt \
                       -DNDEBUG
tune_engine_debug   := -O0 -g3 -DLUA_USE_APICHECK
tune_engine_asan    := $(tune_asan) -DLUA_USE_APICHECK

# Compiling the library as a whole takes a twentieth off every call.  Release
# builds do so with gcc, which alone makes the archive's object of such objects.
WHOLE := -flinker-output=nolto-rel
lto_release = $(eval lto_release := $(and \
  $(call takes,-flto $(WHOLE)),-flto=$(JOBS)))$(lto_release)
LTO ?= $(lto_$(MODE))

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wcast-qual \
        -Wwrite-strings -Wundef -Wvla -Wstrict-prototypes -Wmissing-prototypes \
        -Wold-style-definition -Wdouble-promotion -Wformat=2 \
        -Werror=incompatible-pointer-types -Werror=int-conversion

ALL_CPPFLAGS = -Isrc -Isrc/include -D_GNU_SOURCE \
               -DMOON_VERSION=$(VERSION) $(ENGINE_CPPFLAGS) $(CPPFLAGS)
ALL_CFLAGS   = -std=c11 $(WARN) $(TUNE) $(LTO) $(PIC) -fvisibility=hidden \
               $(CFLAGS)
ALL_LDFLAGS  = $(if $(filter asan,$(MODE)),$(SANITIZE)) $(LDFLAGS)

# What there is ----------------------------------------------------------------

engine_lua54        := lua54 relay54 lua54_source
engine_lua54-system := lua54 relay54 hooks embedded entries text
engine_luajit       := luajit number_luajit relay_luajit hooks embedded \
                       entries text

LIB_SRC  := $(sort $(wildcard src/base/*.c src/str/*.c src/vm/*.c src/api/*.c) \
                   $(engine_$(ENGINE):%=src/engine/%.c))
CLI_SRC  := $(sort $(wildcard src/cli/*.c))
UNIT_SRC := $(sort $(wildcard tests/c/unit/*.c))
ABI_SRC  := $(sort $(wildcard tests/c/abi/*.c))
TEST_SRC := $(UNIT_SRC) $(ABI_SRC) tests/c/runner.c tests/c/pty.c
HEADERS  := $(sort $(wildcard src/*/*.h))

EDIT_DEFINE := $(if $(LIBEDIT),-DMOON_LIBEDIT)
$(patsubst %.c,$(BUILD)/%.o,$(CLI_SRC)): private CPPFLAGS += $(EDIT_DEFINE)

objects  = $(patsubst %.c,$(BUILD)/%.o,$(1))
LIB_OBJ  := $(call objects,$(LIB_SRC)) \
            $(if $(filter-out lua54,$(ENGINE)),$(BUILD)/lua/engine.o)
# In lua-cli Lua's own functions can be seen, for C modules to call.
CLI_ENGINE := $(if $(filter lua54,$(ENGINE)),$(BUILD)/cli/lua54_source.o)
CLI_OBJ  := $(call objects,$(CLI_SRC)) $(BUILD)/lua/cli.o $(CLI_ENGINE) \
            $(if $(CLI_ENGINE),$(filter-out %/lua54_source.o,$(LIB_OBJ)), \
              $(BUILD)/whole.o)
UNIT_OBJ := $(call objects,$(UNIT_SRC) tests/c/runner.c)
ABI_OBJ  := $(call objects,$(ABI_SRC) tests/c/runner.c) $(BUILD)/tests/exports.o

suffix_luajit := -luajit
NAME    := libmoonspan$(suffix_$(ENGINE))
SONAME  := $(NAME).so.$(SOMAJOR)
REALNAME := $(NAME).so.$(VERSION)
PUBLIC  := $(sort $(wildcard src/include/*.h src/include/*.hpp))
SHARED  := $(BUILD)/$(NAME)$(DLL)
STATIC  := $(BUILD)/libmoonspan.a
CLI     := $(BUILD)/lua-cli$(EXE)
CHECKS  := $(BUILD)/check-unit $(BUILD)/check-abi $(BUILD)/check-cpp \
           $(BUILD)/pty

.DELETE_ON_ERROR:
.SECONDARY:
.DEFAULT_GOAL := all

##@ Build

# At hand in build/: the default engine, and LuaJIT where it is installed.
AT_HAND := build/libmoonspan.so build/libmoonspan.a build/lua-cli \
  $(if $(shell pkg-config --exists luajit 2>/dev/null && echo yes),\
    build/libmoonspan-luajit.so)

.PHONY: all lib static cli cli-static engine gen deps demo clean distclean
all: $(AT_HAND) ## the libraries and lua-cli, in build/
	@:
lib: $(SHARED) $(STATIC) ## the library for this ENGINE and MODE
	@:
static: $(STATIC) ## libmoonspan.a, with Lua inside, for this ENGINE and MODE
	@:
cli: $(CLI) ## lua-cli for this ENGINE and MODE
	@:

ifneq ($(ENGINE)-$(MODE),lua54-release)
AT_HAND := lib cli
endif

.PHONY: lua54-at-hand luajit-at-hand
lua54-at-hand luajit-at-hand: %-at-hand:
	$(Q)$(MAKE) ENGINE=$* MODE=release lib cli

copy = $(Q)cmp -s $(1) $@ || cp $(1) $@

build/libmoonspan.so build/libmoonspan.a build/lua-cli: lua54-at-hand
	$(call copy,build/lua54-release/$(@F))
build/libmoonspan-luajit.so: luajit-at-hand
	$(call copy,build/luajit-release/$(@F))

$(BUILD)/%.o: %.c
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

# Loops over strings are worth being made wide.
tune_str_release := -O3 -DNDEBUG
tune_str_debug   := $(tune_debug)
tune_str_asan    := $(tune_asan)

$(BUILD)/src/str/%.o: TUNE := $(tune_str_$(MODE))
%/lua54_source.o: TUNE = $(tune_engine_$(MODE))
ifeq ($(MODE),release)
$(patsubst %,$(BUILD)/src/%.o,vm/encode vm/decode base/wire_php \
  base/php_read base/wire_msgpack base/msgpack_read): TUNE := -O3 -DNDEBUG
endif
ifeq ($(ENGINE),lua54)
$(LIB_OBJ) $(call objects,$(UNIT_SRC)): $(EDITED)/lua.h
$(BUILD)/src/engine/lua54_source.o: $(EDITED)/lua.h
endif

# The module `php` for the system's own Lua, of the same functions.
guest_lua54-system := guest entries
guest_luajit       := guest entries number_luajit

MODULE     := $(BUILD)/php/core.so
MODULE_SRC := src/module/php_core.c $(guest_$(ENGINE):%=src/engine/%.c) \
  $(wildcard src/str/*.c src/base/number_*.c) \
  $(filter-out %/php_call.c,$(wildcard src/vm/php*.c))
MODULE_OBJ := $(call objects,$(MODULE_SRC))

.PHONY: module
module: $(if $(guest_$(ENGINE)),$(MODULE)) # what `require "php.core"` loads
	@:

$(MODULE): $(MODULE_OBJ)
	$(call say,LD,$@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -shared $^ -lm -o $@

# The files of lua/ROOM/ as C, for src/ROOM/.
$(BUILD)/lua/%.o: $(BUILD)/lua/%.c
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -c $< -o $@

define embed
$(BUILD)/lua/$(1).c: tools/embed.lua $(sort $(wildcard lua/$(1)/*.lua)) | $(LUA)
	$$(call say,EMBED,$$@)
	@mkdir -p $$(@D)
	$$(Q)$(LUA) tools/embed.lua $$@ $(1) $$(filter-out tools/%,$$^)
endef

$(eval $(call embed,cli))
$(eval $(call embed,engine))

$(SHARED): $(LIB_OBJ) $(filter %.def,$(SHARED_FLAGS))
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -shared \
	  $(filter-out %.def,$(SHARED_FLAGS)) $^ $(ENGINE_LIBS) -o $@
	$(Q)$(if $(EXE),,ln -sf $(@F) $(@D)/$(SONAME))

$(BUILD)/exports.def: $(wildcard tests/data/abi*.txt)
	@mkdir -p $(@D)
	$(Q)(echo EXPORTS; cut -d' ' -f1 $^) > $@

# The library as one object, with code for every linker.
$(BUILD)/whole.o: $(LIB_OBJ)
	$(call say,LD,$@)
	$(Q)$(if $(lto_$(MODE)),$(CC) $(ALL_CFLAGS) -r $(WHOLE),$(LD) -r) $^ -o $@

# In this one only the public names are global, so that the archive can be linked
# into any program without a clash.
$(BUILD)/moonspan.o: $(BUILD)/whole.o
	$(Q)$(OBJCOPY) --localize-hidden $< $@

$(STATIC): $(BUILD)/moonspan.o
	$(call say,AR,$@)
	$(Q)rm -f $@ && $(AR) rcs $@ $<

$(CLI): $(CLI_OBJ)
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) $(CLI_FLAGS) $^ $(CLI_LIBS) \
	  $(ENGINE_LIBS) -o $@

$(BUILD)/cli/lua54_source.o: src/engine/lua54_source.c | $(EDITED)/lua.h
	$(call say,CC,'$< (for lua-cli)')
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -fPIE -fvisibility=default \
	  -MMD -MP -c $< -o $@

# A program that needs nothing of the system; C modules cannot be loaded by it.
cli-static: $(BUILD)/lua-cli-static ## lua-cli as one file without libraries
	@:

$(BUILD)/lua-cli-static: $(CLI_OBJ)
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -static $^ $(STATIC_LIBS) -o $@ \
	  2>$@.log || { cat $@.log >&2; exit 1; }
	$(Q)$(STRIP) $@

engine: $(EDITED)/lua.h $(LUA) ## fetch Lua's source and apply our edits
	@:

$(SOURCE)/version:
	$(Q)LUA_SRC='$(LUA_SRC)' sh tools/engine-fetch.sh $(LUA_VERSION) \
	  $(LUA_SHA256) $(SOURCE)

# Lua as it was released: it runs our tools, and is the oracle of some tests.
$(LUA): $(SOURCE)/version
	$(call say,HOST,$@)
	@mkdir -p $(@D)
	$(Q)$(HOSTCC) $(STOCK_FLAGS) -o $@ $(STOCK_SRC) -lm -ldl

STOCK_FLAGS := -O2 -std=gnu99 -DLUA_USE_LINUX -Wl,-E
STOCK_SRC = $$(ls $(SOURCE)/lua-$$(cat $(SOURCE)/version)/src/*.c | \
  grep -v /luac.c)

$(EDITED)/lua.h: tools/engine-edit.lua | $(LUA)
	$(call say,EDIT,$(EDITED))
	@mkdir -p $(@D)
	$(Q)$(LUA) $< $(SOURCE)/lua-$$(cat $(SOURCE)/version)/src $(@D)
	@touch $@

deps: ## install what is needed to build, test and check
	$(Q)sh tools/deps.sh build luajit system demo test check bench

gen: $(LUA) ## make the generated files again
	$(Q)sh tools/deps.sh gen
	$(Q)$(LUA) tools/strings-abi.lua
	$(Q)for each in $(filter %.h,$(PUBLIC)); do \
	  $(LUA) tools/ffigen.lua $$each || exit; done
	$(Q)$(LUA) tools/number-table.lua src/base/number_table.c
	$(Q)$(LUA) tools/crc-table.lua src/str/crc_table.c
	$(Q)$(LUA) tools/digest-table.lua src/str/digest_table.c
	$(Q)$(LUA) tools/entity-table.lua src/str/entity_table.c
	$(Q)$(LUA) tools/unicode-table.lua src/str/unicode_table.c
	$(Q)$(LUA) tools/strings-doc.lua docs/strings.md

demo: ## build what is needed and run an example from PHP
	$(Q)sh tools/deps.sh build demo
	$(Q)$(MAKE) -j$(JOBS) build/libmoonspan.so
	$(Q)php -d ffi.enable=1 examples/bill/bill.php

clean: ## remove what was built, not Lua's source
	rm -rf build/lua54-* build/luajit-* build/lib* build/lua-cli build/check \
	  build/fuzz build/tests $(EDITED)

distclean: ## remove build/
	rm -rf build

include tools/package.mk

##@ Test

VARIANTS := lua54-release lua54-asan luajit-release luajit-asan \
            lua54-system-release

.PHONY: test test-build test-fpm test-kphp bench bench-str bench-cli fuzz \
        $(VARIANTS)
test: ## every suite, on every engine
	$(Q)sh tools/deps.sh build luajit system demo test
	$(Q)$(MAKE) $(LUA) all
	$(Q)$(MAKE) -j$(JOBS) $(VARIANTS)
	$(Q)LUA_PATH='tests/?.lua' $(LUA) tests/run.lua $(VARIANTS)

test-kphp: $(LUA) ## the programs for KPHP, compiled by it if it is installed
	$(Q)$(MAKE) -j$(JOBS) lib
	$(Q)MOONSPAN_BUILD=$(BUILD) LUA_PATH='tests/lua/?.lua' \
	  $(LUA) tests/kphp/run.lua php view dynamic static

$(VARIANTS):
	$(Q)$(MAKE) ENGINE=$(@:%-$(lastword $(subst -, ,$@))=%) \
	  MODE=$(lastword $(subst -, ,$@)) test-build

test-build: $(SHARED) $(STATIC) $(CLI) $(CHECKS) \
  $(if $(filter release,$(MODE)),module)

CHECK_LIBS ?= $(shell pkg-config --libs check)
WRAP := -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc

$(UNIT_OBJ) $(ABI_OBJ): private CPPFLAGS += -Itests/c $(CHECK_CFLAGS)
$(UNIT_OBJ) $(ABI_OBJ) $(CHECKS): private LTO :=

$(BUILD)/check-unit: $(UNIT_OBJ) $(BUILD)/whole.o
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) $(WRAP) $^ $(ENGINE_LIBS) \
	  $(CHECK_LIBS) -o $@

# A call of every exported function that takes a handle, made from their list.
$(BUILD)/tests/exports.c: tests/c/exports.lua tests/data/abi.txt | $(LUA)
	@mkdir -p $(@D)
	$(Q)$(LUA) $^ > $@

$(BUILD)/tests/exports.o: $(BUILD)/tests/exports.c
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -c $< -o $@

$(BUILD)/check-abi: $(ABI_OBJ) $(SHARED)
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) $(ABI_OBJ) $(SHARED) \
	  -Wl,-rpath,'$$ORIGIN' $(CHECK_LIBS) -o $@

$(BUILD)/check-cpp: tests/cpp/moonspan_test.cpp \
                    $(wildcard src/include/*.h*) $(SHARED)
	$(call say,CXX,$@)
	$(Q)$(CXX) -std=c++17 -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
	  -Isrc/include $(TUNE) $(ALL_LDFLAGS) $< $(SHARED) \
	  -Wl,-rpath,'$$ORIGIN' -o $@

$(BUILD)/pty: tests/c/pty.c
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(HOSTCC) -D_GNU_SOURCE -std=c11 $(WARN) -O1 $< -lutil -o $@

# Each tests/fuzz/NAME_fuzz.c, for FUZZ_SECONDS, from the corpus that is kept;
# what it finds on the way goes to build/fuzz/.
FUZZ_SECONDS ?= 60
FUZZ := $(sort $(wildcard tests/fuzz/*_fuzz.c))

fuzz: ## what takes foreign bytes, each for FUZZ_SECONDS
	$(Q)sh tools/deps.sh build fuzz
	$(Q)$(MAKE) $(FUZZ:tests/fuzz/%_fuzz.c=fuzz-%)

fuzz-%: build/fuzz/%
	@mkdir -p build/fuzz/$*.corpus
	$(Q)$< -max_total_time=$(FUZZ_SECONDS) -print_final_stats=1 \
	  -artifact_prefix=build/fuzz/ build/fuzz/$*.corpus tests/data/fuzz/$*

build/fuzz/%: tests/fuzz/%_fuzz.c $(sort $(wildcard src/base/*.[ch] \
                src/str/*.[ch] tests/fuzz/*.h tests/c/*.h))
	$(call say,FUZZ,$@)
	@mkdir -p $(@D)
	$(Q)clang -std=c11 -g -O1 -Isrc -Itests/c -D_GNU_SOURCE \
	  -DMOON_PLAIN_ALLOC \
	  -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
	  $(filter %.c,$^) -o $@

# The exported functions need Lua, and so a library of its own.
FUZZ_LIB := build/fuzz/lib

.PHONY: build/fuzz/str_call
build/fuzz/str_call:
	$(Q)$(MAKE) -j$(JOBS) CC=clang MODE=asan BUILD=$(FUZZ_LIB) \
	  CFLAGS=-fsanitize=fuzzer-no-link $(FUZZ_LIB)/str_call
	@cp $(FUZZ_LIB)/str_call $@

$(FUZZ_LIB)/str_calls.c: tests/fuzz/str_calls.lua lua/php/catalogue.lua | $(LUA)
	@mkdir -p $(@D)
	$(Q)LUA_PATH='lua/?.lua' $(LUA) $< > $@

$(FUZZ_LIB)/str_call: tests/fuzz/str_call_fuzz.c $(FUZZ_LIB)/str_calls.c \
                      tests/fuzz/str_call.h $(LIB_OBJ)
	$(call say,FUZZ,$@)
	$(Q)$(CC) $(ALL_CPPFLAGS) -Itests $(tune_asan) -fsanitize=fuzzer $(WRAP) \
	  $(filter-out %.h,$^) $(ENGINE_LIBS) -o $@

test-fpm: ## 20,000 requests through nginx and PHP-FPM
	$(Q)sh tools/deps.sh build demo test server
	$(Q)$(MAKE) -j$(JOBS) build/libmoonspan.so
	$(Q)FPM_REQUESTS=20000 php -d ffi.enable=1 "$$(command -v phpunit)" \
	  --filter FpmTest

bench: ## what calls and patterns cost, beside php-luasandbox and stock Lua
	$(Q)sh tools/deps.sh build demo bench
	$(Q)$(MAKE) -j$(JOBS) all
	$(Q)php -d ffi.enable=1 tests/bench/bench.php
	$(Q)php -d ffi.enable=1 tests/bench/limits.php
	$(Q)$(LUA) tests/bench/patterns.lua build/lua-cli $(LUA)

bench-str: ## string functions beside Lua's idioms and PHP's own
	$(Q)sh tools/deps.sh build demo test
	$(Q)$(MAKE) -j$(JOBS) $(LUA) build/lua-cli build/libmoonspan.so
	@mkdir -p build/bench
	$(Q)$(LUA) tests/bench/strings.lua lua > build/bench/lua
	$(Q)build/lua-cli tests/bench/strings.lua php > build/bench/php
	$(Q)php tests/bench/strings.php > build/bench/host
	$(Q)luajit tests/bench/strings.lua lua > build/bench/jit_lua
	$(Q)LUA_PATH='lua/?.lua' MOONSPAN_LIBRARY=build/libmoonspan.so \
	  luajit tests/bench/strings.lua php.ffi > build/bench/jit_php
	$(Q)$(LUA) tests/bench/strings.lua report $(addprefix build/bench/,\
	  lua php host jit_lua jit_php)

bench-cli: ## lua-cli beside the system's lua5.4
	$(Q)sh tools/deps.sh build bench
	$(Q)$(MAKE) -j$(JOBS) build/lua-cli
	$(Q)$(LUA) tests/bench/cli.lua build/lua-cli lua5.4

include tools/check.mk

##@ Help

.PHONY: help
help: ## this list
	@awk 'BEGIN { FS = ":.*## " } \
	  /^##@/ { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

-include $(LIB_OBJ:.o=.d) $(MODULE_OBJ:.o=.d) $(CLI_OBJ:.o=.d) \
  $(UNIT_OBJ:.o=.d) $(ABI_OBJ:.o=.d)
