##@ Install and package

# The folders of an installation, with the names that GNU gives to them.
prefix     ?= $(PREFIX)
bindir     ?= $(prefix)/bin
libdir     ?= $(prefix)/lib
includedir ?= $(prefix)/include
datadir    ?= $(prefix)/share
luadir     ?= $(datadir)/lua/5.1

to    = $(DESTDIR)$(1)
below = $(patsubst $(prefix)/%,$${prefix}/%,$(1))

.PHONY: install uninstall
install: $(SHARED) $(STATIC) $(CLI) ## into $(DESTDIR)$(PREFIX)
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
	  $(call to,$(datadir)/zsh/site-functions/_lua-cli)
	$(Q)install -D -m 644 lua/moonspan/cdef.lua \
	  $(call to,$(luadir)/moonspan/cdef.lua)
	$(Q)mkdir -p $(call to,$(includedir)) $(call to,$(libdir)/pkgconfig)
	$(Q)install -m 644 $(PUBLIC) $(call to,$(includedir))
	$(Q)sed -e 's|@PREFIX@|$(prefix)|' -e 's|@LIBDIR@|$(call below,$(libdir))|' \
	  -e 's|@INCLUDEDIR@|$(call below,$(includedir))|' \
	  -e 's|@VERSION@|$(VERSION)|' -e 's|@NAME@|$(NAME:lib%=%)|' \
	  -e 's|@LIBS@|$(strip $(ENGINE_LIBS))|' tools/moonspan.pc.in \
	  > $(call to,$(libdir)/pkgconfig/$(NAME:lib%=%).pc)

uninstall: ## what install has put there
	$(Q)rm -f $(patsubst %,$(call to,$(libdir))/%,$(REALNAME) $(SONAME) \
	    $(NAME).so $(NAME).a pkgconfig/$(NAME:lib%=%).pc) \
	  $(patsubst %,$(call to,$(includedir))/%,$(notdir $(PUBLIC))) \
	  $(patsubst %,$(call to,$(datadir))/%,man/man1/lua-cli.1 \
	    bash-completion/completions/lua-cli zsh/site-functions/_lua-cli) \
	  $(call to,$(bindir)/lua-cli) $(call to,$(luadir)/moonspan/cdef.lua)
