#include "engine/embedded.h"

#include <string.h>

void embedded_load(lua_State *L, const char *name)
{
    const struct embedded *file = engine_files;

    while (strcmp(file->name, name) != 0)
        file++;
    if (luaL_loadbuffer(L, file->bytes, file->len, "=[C]") != LUA_OK)
        lua_error(L);
}
