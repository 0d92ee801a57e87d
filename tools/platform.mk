# What differs between systems.  Without PLATFORM the compiler says for which one
# is built; with it the cross-compilers of Debian's packages do, or on a Mac the
# compiler that is there.  LOADED is the name by which the library is loaded.

PLATFORMS := linux-amd64 linux-arm64 linux-amd64-musl windows-amd64
ON_A_MAC  := darwin-arm64 darwin-amd64

tool_linux-amd64 := x86_64-linux-gnu-
tool_linux-arm64 := aarch64-linux-gnu-
tool_windows-amd64 := x86_64-w64-mingw32-
TOOL := $(tool_$(PLATFORM))

# How programs of the platform are run here, by a script.
emulate_linux-arm64 := qemu-aarch64 -L /usr/aarch64-linux-gnu -0 "$$0"
emulate_windows-amd64 := env WINEPREFIX=$(abspath build/wine) WINEDEBUG=-all wine

ifdef PLATFORM
  ifeq ($(filter $(PLATFORM),$(PLATFORMS) $(ON_A_MAC)),)
    $(error PLATFORM is one of $(PLATFORMS) $(ON_A_MAC), not '$(PLATFORM)')
  endif
  HOSTCC := cc
  ifeq ($(filter darwin-%,$(PLATFORM)),)
    CC := $(if $(filter %-musl,$(PLATFORM)),musl-gcc,$(TOOL)gcc)
    LDFLAGS += -static-libgcc
  endif
  AR := $(TOOL)ar
  LD := $(TOOL)ld
  # The line editor is there for the machine that builds only.
  NO_LIBEDIT := $(filter-out linux-amd64,$(PLATFORM))
endif

HOSTCC  ?= $(CC)
OBJCOPY ?= $(TOOL)objcopy
STRIP   ?= $(TOOL)strip

# What others lack of POSIX and GNU is in tools/port/.
port = -isystem tools/port/any -include tools/port/$(1)/posix.h
STRIP_FLAGS := --strip-unneeded

ifneq ($(filter darwin-%,$(PLATFORM)),)
  DLL := .dylib
  PIC := -fPIC
  LUA_SYSTEM   := $(call port,darwin) -DLUA_USE_MACOSX
  SYSTEM_LIBS  :=
  LOADED        = $(NAME).$(SOMAJOR).dylib
  SHARED_FLAGS  = -Wl,-install_name,@rpath/$(LOADED)
  CLI_FLAGS    :=
  STRIP_FLAGS  := -x
else ifeq ($(PLATFORM),windows-amd64)
  DLL := .dll
  EXE := .exe
  PIC :=
  LUA_SYSTEM   := $(call port,windows) -isystem tools/port/windows \
                  -D__USE_MINGW_ANSI_STDIO=1 -Wno-float-conversion
  SYSTEM_LIBS  := -static -ladvapi32
  SHARED_FLAGS  = $(BUILD)/exports.def
  LOADED        = $(NAME).dll
  CLI_FLAGS    :=
else
  DLL := .so
  PIC := -fPIC
  LUA_SYSTEM   := -DLUA_USE_LINUX
  SYSTEM_LIBS  := -lm -ldl
  SHARED_FLAGS  = -Wl,-soname,$(SONAME) -Wl,-z,nodelete,-z,defs
  LOADED        = $(SONAME)
  CLI_FLAGS    := -Wl,-E
endif

EMULATE := $(emulate_$(PLATFORM))

# The library that C tests need, where it is not the one of this machine.
ifeq ($(PLATFORM),linux-arm64)
  FOREIGN      := build/foreign/arm64/usr
  CHECK_CFLAGS := -isystem $(FOREIGN)/include
  CHECK_LIBS   := $(patsubst %,$(FOREIGN)/lib/aarch64-linux-gnu/lib%.a,\
    check subunit) -lpthread -lrt -lm
endif
