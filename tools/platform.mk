# What differs between systems.  Without PLATFORM the compiler says for which one
# is built; with it the compilers of Debian's packages do, on Linux for amd64.

PLATFORMS := linux-amd64 linux-arm64 linux-amd64-musl

tool_linux-amd64 := x86_64-linux-gnu-
tool_linux-arm64 := aarch64-linux-gnu-
TOOL := $(tool_$(PLATFORM))

# How programs of the platform are run here, by a script.
emulate_linux-arm64 := qemu-aarch64 -L /usr/aarch64-linux-gnu -0 "$$0"

ifdef PLATFORM
  ifeq ($(filter $(PLATFORM),$(PLATFORMS)),)
    $(error PLATFORM is one of $(PLATFORMS), not '$(PLATFORM)')
  endif
  HOSTCC := cc
  CC := $(if $(filter %-musl,$(PLATFORM)),musl-gcc,$(TOOL)gcc)
  AR := $(TOOL)ar
  LD := $(TOOL)ld
  LDFLAGS += -static-libgcc
  # The line editor is there for the machine that builds only.
  NO_LIBEDIT := $(filter-out linux-amd64,$(PLATFORM))
endif

HOSTCC  ?= $(CC)
OBJCOPY ?= $(TOOL)objcopy
STRIP   ?= $(TOOL)strip

DLL := .so
LUA_SYSTEM   := -DLUA_USE_LINUX
SYSTEM_LIBS  := -lm -ldl
SHARED_FLAGS  = -Wl,-soname,$(SONAME) -Wl,-z,nodelete,-z,defs
CLI_FLAGS    := -Wl,-E
EMULATE := $(emulate_$(PLATFORM))

# The library that C tests need, where it is not the one of this machine.
ifeq ($(PLATFORM),linux-arm64)
  FOREIGN      := build/foreign/arm64/usr
  CHECK_CFLAGS := -isystem $(FOREIGN)/include
  CHECK_LIBS   := $(patsubst %,$(FOREIGN)/lib/aarch64-linux-gnu/lib%.a,\
    check subunit) -lpthread -lrt -lm
endif
