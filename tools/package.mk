##@ Install and package

# The folders of an installation, with the names that GNU gives to them.
prefix     ?= $(PREFIX)
bindir     ?= $(prefix)/bin
libdir     ?= $(prefix)/lib
includedir ?= $(prefix)/include
datadir    ?= $(prefix)/share
luadir     ?= $(datadir)/lua/5.1
luacdir    ?= $(libdir)/lua/5.1
lua54dir   ?= $(datadir)/lua/5.4
lua54cdir  ?= $(libdir)/lua/5.4
zshdir     ?= $(datadir)/zsh/site-functions
phpdir     ?= $(datadir)/php

to    = $(DESTDIR)$(1)
below = $(patsubst $(prefix)/%,$${prefix}/%,$(1))

# The Lua that is installed here, for which there is the module `php`.
GUESTS = $(if $(TOOL),,$(shell pkg-config --exists lua5.4 && echo lua54-system; \
  pkg-config --exists luajit && echo luajit))

.PHONY: install install-php uninstall
install: $(SHARED) $(STATIC) $(CLI) $(GUESTS:%=install-%) ## into $(DESTDIR)$(PREFIX)
	$(call say,INST,'$(call to,$(prefix))')
	$(Q)install -D -m 755 $(SHARED) $(call to,$(libdir)/$(REALNAME))
	$(Q)ln -sf $(REALNAME) $(call to,$(libdir)/$(SONAME))
	$(Q)ln -sf $(SONAME) $(call to,$(libdir)/$(NAME).so)
	$(Q)install -D -m 644 $(STATIC) $(call to,$(libdir)/$(NAME).a)
	$(Q)install -D -m 755 $(CLI) $(call to,$(bindir)/lua-cli)
	$(Q)install -D -m 644 docs/lua-cli.1 $(call to,$(datadir)/man/man1/lua-cli.1)
	$(Q)install -D -m 644 tools/completion/lua-cli.bash \
	  $(call to,$(datadir)/bash-completion/completions/lua-cli)
	$(Q)install -D -m 644 tools/completion/_lua-cli \
	  $(call to,$(zshdir)/_lua-cli)
	$(Q)for folder in moonspan moonspan_str php; do \
	  mkdir -p $(call to,$(luadir))/$$folder; \
	  install -m 644 lua/$$folder/*.lua $(call to,$(luadir))/$$folder; done
	$(Q)mkdir -p $(call to,$(includedir)) $(call to,$(libdir)/pkgconfig)
	$(Q)install -m 644 $(PUBLIC) $(call to,$(includedir))
	$(Q)sed -e 's|@PREFIX@|$(prefix)|' -e 's|@LIBDIR@|$(call below,$(libdir))|' \
	  -e 's|@INCLUDEDIR@|$(call below,$(includedir))|' \
	  -e 's|@VERSION@|$(VERSION)|' -e 's|@NAME@|$(NAME:lib%=%)|' \
	  -e 's|@LIBS@|$(strip $(ENGINE_LIBS))|' tools/moonspan.pc.in \
	  > $(call to,$(libdir)/pkgconfig/$(NAME:lib%=%).pc)

.PHONY: install-lua54-system install-luajit
install-lua54-system install-luajit: install-%:
	$(Q)$(MAKE) ENGINE=$* MODE=release module
	$(Q)install -D -m 755 build/$*-release/php/core.so \
	  $(call to,$(if $(filter luajit,$*),$(luacdir),$(lua54cdir))/php/core.so)
	$(Q)install -D -m 644 lua/php.lua \
	  $(call to,$(if $(filter luajit,$*),$(luadir),$(lua54dir))/php.lua)

uninstall: ## what install has put there
	$(Q)rm -f $(patsubst %,$(call to,$(libdir))/%,$(REALNAME) $(SONAME) \
	    $(NAME).so $(NAME).a pkgconfig/$(NAME:lib%=%).pc) \
	  $(patsubst %,$(call to,$(includedir))/%,$(notdir $(PUBLIC))) \
	  $(patsubst %,$(call to,$(datadir))/%,man/man1/lua-cli.1 \
	    bash-completion/completions/lua-cli) $(call to,$(zshdir)/_lua-cli) \
	  $(call to,$(bindir)/lua-cli) $(patsubst lua/%,$(call to,$(luadir))/%, \
	    $(wildcard lua/moonspan*/*.lua lua/php/*.lua lua/php.lua)) \
	  $(patsubst %,$(DESTDIR)%,$(luacdir)/php/core.so \
	    $(lua54cdir)/php/core.so $(lua54dir)/php.lua)
	$(Q)rm -rf $(call to,$(datadir)/moonspan) $(call to,$(phpdir)/Moonspan)

# PHP's side, for `require 'Moonspan/autoload.php'`.
PHP_FILES := $(wildcard php/*.php php/ffi/* php/src/*.php php/src/*/*.php)

install-php: ## PHP's side, into $(DESTDIR)$(PREFIX)
	$(call say,INST,'$(call to,$(datadir)/moonspan/php)')
	$(Q)for each in $(PHP_FILES); do \
	  install -D -m 644 $$each $(call to,$(datadir)/moonspan)/$$each; done
	$(Q)mkdir -p $(call to,$(phpdir)/Moonspan)
	$(Q)printf '<?php\n\nrequire_once "%s";\n' \
	  $(datadir)/moonspan/php/autoload.php \
	  > $(call to,$(phpdir)/Moonspan/autoload.php)

# dist/: the library and lua-cli for each platform, with the engine inside,
# stripped; what they are made of, and their checksums.
.PHONY: dist dist-files $(PLATFORMS:%=dist-%)
dist: ## dist/, with the files for every platform
	$(Q)sh tools/deps.sh build dist
	$(Q)$(MAKE) engine
	$(Q)$(MAKE) $(PLATFORMS:%=dist-%)
	$(Q)cd dist && sha256sum lib* lua-cli* > SHA256SUMS
	$(Q)$(LUA) tools/sbom.lua dist $(VERSION) $$(cat $(SOURCE)/version) \
	  $(LUA_SHA256) $(if $(LIBEDIT),$(EDIT_PACKAGES))
	$(Q)cd dist && sha256sum moonspan.cdx.json >> SHA256SUMS

EDIT_PACKAGES = $(shell dpkg-query -W -f '$${Package}=$${Version}\n' \
  libedit-dev libbsd-dev libmd-dev libncurses-dev 2>/dev/null)

$(PLATFORMS:%=dist-%):
	$(Q)$(MAKE) -j$(JOBS) ENGINE=lua54 MODE=release PLATFORM=$(@:dist-%=%) \
	  dist-files

IN_DIST := dist/libmoonspan-$(PLATFORM)$(DLL) dist/lua-cli-$(PLATFORM)$(EXE)

ifdef PLATFORM
dist-files: $(IN_DIST)
	@:

dist/libmoonspan-$(PLATFORM)$(DLL): $(SHARED)
dist/lua-cli-$(PLATFORM)$(EXE): $(CLI)
$(IN_DIST):
	$(call say,DIST,$@)
	@mkdir -p dist
	$(Q)$(STRIP) $(STRIP_FLAGS) -o $@ $<
endif

# Debian's packages, in build/deb/.
STAGE   := build/deb/stage
TRIPLET  = $(shell $(CC) -dumpmachine)

.PHONY: deb test-deb
deb: ## Debian packages, in build/deb/
	$(Q)sh tools/deps.sh build luajit system
	$(Q)rm -rf build/deb
	$(Q)$(MAKE) -j$(JOBS) ENGINE=lua54 MODE=release prefix=/usr \
	  libdir=/usr/lib/$(TRIPLET) zshdir=/usr/share/zsh/vendor-completions \
	  DESTDIR=$(STAGE) install install-php
	$(Q)$(STRIP) $(STRIP_FLAGS) $(STAGE)/usr/bin/lua-cli \
	  $(STAGE)/usr/lib/$(TRIPLET)/$(REALNAME) \
	  $(STAGE)/usr/lib/$(TRIPLET)/lua/*/php/core.so
	$(Q)sh tools/deb.sh $(STAGE) build/deb $(VERSION) $(TRIPLET)

test-deb: deb ## install and remove them in a small system of their own
	$(Q)sh tools/deps.sh deb
	$(Q)sh tests/deb.sh build/deb

# What is in dist/ at work, under qemu and wine where it is for others.  In a
# folder beside the builds of this machine stands what the suites look for there.
TRIAL := build/dist-$(PLATFORM)

tried := lua-cli lua load pty
tried_linux-amd64 := $(tried) check-abi
tried_linux-arm64 := $(tried) check-unit check-abi
tried_linux-amd64-musl := $(tried)
tried_windows-amd64 := lua-cli load

.PHONY: test-dist trial
test-dist: dist ## the suites on the files in dist/; takes half an hour
	$(Q)sh tools/deps.sh test emulate
	$(Q)for each in $(PLATFORMS); do \
	  $(MAKE) -j$(JOBS) MODE=release PLATFORM=$$each trial || exit; done
	$(Q)CK_EXCLUDE_TAGS=slow CK_TIMEOUT_MULTIPLIER=10 LUA_PATH='tests/?.lua' \
	  $(LUA) tests/run.lua $(PLATFORMS:%=dist-%)

ifdef PLATFORM
trial: $(addprefix $(TRIAL)/,$(tried_$(PLATFORM)) cc)
	@:

$(TRIAL)/%: $(TRIAL)/bin/%
	$(Q)$(if $(and $(EMULATE),$(filter-out pty,$*)), \
	  printf '#!/bin/sh\nexec %s "$$@"\n' '$(EMULATE) $(abspath $<)' > $@ && \
	  chmod +x $@, ln -sf bin/$(@F) $@)

$(TRIAL)/cc:
	@mkdir -p $(@D)
	$(Q)printf '#!/bin/sh\nexec %s "$$@"\n' $(CC) > $@ && chmod +x $@

$(TRIAL)/bin/lua-cli: dist/lua-cli-$(PLATFORM)$(EXE)
$(TRIAL)/bin/$(LOADED): dist/libmoonspan-$(PLATFORM)$(DLL)
$(TRIAL)/bin/pty: $(BUILD)/pty
$(TRIAL)/bin/check-unit: $(BUILD)/check-unit
$(TRIAL)/bin/check-abi: $(BUILD)/check-abi \
                        $(TRIAL)/bin/$(LOADED)
$(TRIAL)/bin/%:
	@mkdir -p $(@D)
	$(Q)cp $< $@

$(TRIAL)/bin/lua: $(LUA)
	$(call say,CC,$@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(STOCK_FLAGS) -o $@ $(STOCK_SRC) -lm -ldl

$(TRIAL)/bin/load: tests/dist/load.c dist/libmoonspan-$(PLATFORM)$(DLL) \
                   $(TRIAL)/bin/$(LOADED)
	@mkdir -p $(@D)
	$(Q)$(CC) $(WARN) -Isrc/include $(wordlist 1,2,$^) -Wl,-rpath,'$$ORIGIN' \
	  -o $@$(EXE)
	$(Q)$(if $(EXE),mv $@$(EXE) $@)

ifdef FOREIGN
$(UNIT_OBJ) $(ABI_OBJ): | $(FOREIGN)/include/check.h
$(FOREIGN)/include/check.h:
	$(call say,FETCH,'Check for $(PLATFORM)')
	$(Q)sh tools/foreign.sh $(PLATFORM:linux-%=%) $(FOREIGN:%/usr=%) check \
	  libsubunit-dev
endif
endif
