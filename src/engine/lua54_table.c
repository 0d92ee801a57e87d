/*
 * Tables and values, read and written without the stack.  Part of the unit
 * lua54_source.c.
 */
static inline Table *table_at(lua_State *L, int index)
{
    return hvalue(index2value(L, index));
}

static inline void show(const TValue *from, struct engine_scalar *value)
{
    value->type = ttype(from);
    switch (ttypetag(from)) {
    case LUA_VFALSE:
    case LUA_VTRUE: value->integer = ttistrue(from); break;
    case LUA_VNUMINT:
        value->is_integer = true;
        value->integer = ivalue(from);
        break;
    case LUA_VNUMFLT:
        value->is_integer = false;
        value->number = fltvalue(from);
        break;
    case LUA_VSHRSTR:
    case LUA_VLNGSTR:
        value->bytes = getstr(tsvalue(from));
        value->len = tsslen(tsvalue(from));
        break;
    }
}

void engine_show(lua_State *L, int index, struct engine_scalar *value)
{
    show(index2value(L, index), value);
}

void engine_peek(lua_State *L, int index, int key, struct engine_scalar *value)
{
    show(luaH_getint(table_at(L, index), key), value);
}

int engine_peek_ints(lua_State *L, int index, int key, int64_t *to, int max)
{
    Table *table = table_at(L, index);

    for (int i = 0; i < max; i++) {
        const TValue *entry = luaH_getint(table, key + i);

        if (!ttisinteger(entry))
            return i;
        to[i] = ivalue(entry);
    }
    return max;
}

/* Makes a value on top of the stack, where the collector sees it. */
static inline TValue *make(lua_State *L, const struct engine_scalar *from)
{
    TValue *value = s2v(L->top.p);

    if (from->type == LUA_TSTRING) {
        TString *string = luaS_newlstr(L, from->bytes, from->len);

        setsvalue(L, value, string);
    } else if (from->type == LUA_TBOOLEAN) {
        if (from->integer)
            setbtvalue(value);
        else
            setbfvalue(value);
    } else if (from->is_integer) {
        setivalue(value, from->integer);
    } else {
        setfltvalue(value, from->number);
    }
    api_incr_top(L);
    return value;
}

static inline void set_element(lua_State *L, Table *table, int key,
                               TValue *value)
{
    if ((unsigned)key - 1u < table->alimit) {
        setobj2t(L, &table->array[key - 1], value);
    } else {
        luaH_setint(L, table, key, value);
    }
}

void engine_poke(lua_State *L, int index, int key,
                 const struct engine_scalar *value)
{
    Table *table = table_at(L, index);
    TValue *fresh = make(L, value);

    set_element(L, table, key, fresh);
    luaC_barrierback(L, obj2gco(table), fresh);
    L->top.p--;
}

void engine_poke_ints(lua_State *L, int index, int key, const int64_t *from,
                      int count)
{
    Table *table = table_at(L, index);
    TValue value;

    for (int i = 0; i < count; i++) {
        setivalue(&value, from[i]);
        set_element(L, table, key + i, &value);
    }
}

void engine_poke_at(lua_State *L, int index, const struct engine_scalar *key,
                    const struct engine_scalar *value)
{
    Table *table = table_at(L, index);
    TValue *place = make(L, key);
    TValue *fresh = make(L, value);

    luaH_set(L, table, place, fresh);
    table->flags &= (lu_byte)~maskflags;
    luaC_barrierback(L, obj2gco(table), fresh);
    L->top.p -= 2;
}

/* Shows a value, and puts it on the stack if there is more to it. */
static inline void take(lua_State *L, const TValue *from, int place,
                        struct engine_scalar *value)
{
    show(from, value);
    if (value->type > LUA_TSTRING || value->type == LUA_TLIGHTUSERDATA)
        setobj2s(L, L->top.p + place, from);
}

static bool take_node(lua_State *L, Node *node, struct engine_entry *entry)
{
    TValue key;

    if (isempty(gval(node)))
        return false;
    getnodekey(L, &key, node);
    take(L, &key, -2, &entry->key);
    take(L, gval(node), -1, &entry->value);
    return true;
}

static bool take_element(lua_State *L, const Table *table, unsigned i,
                         struct engine_entry *entry)
{
    if (isempty(&table->array[i]))
        return false;
    entry->key.type = LUA_TNUMBER;
    entry->key.is_integer = true;
    entry->key.integer = (int64_t)i + 1;
    take(L, &table->array[i], -1, &entry->value);
    return true;
}

/* A place is that in the array, or after it that among the nodes. */
bool engine_next(lua_State *L, int index, struct engine_entry *entry)
{
    const Table *table = table_at(L, index);
    unsigned elements = luaH_realasize(table);
    unsigned end = elements + (unsigned)sizenode(table);
    bool is_there = false;

    while (!is_there && entry->place < end) {
        unsigned i = entry->place++;

        if (i < elements)
            is_there = take_element(L, table, i, entry);
        else
            is_there = take_node(L, gnode(table, i - elements), entry);
    }
    return is_there;
}

static size_t count_values(const TValue *values, size_t count)
{
    size_t there = 0;

    for (size_t i = 0; i < count; i++)
        there += !isempty(&values[i]);
    return there;
}

size_t engine_count_entries(lua_State *L, int index)
{
    const Table *table = hvalue(index2value(L, index));
    size_t there = count_values(table->array, luaH_realasize(table));

    for (int i = 0; i < sizenode(table); i++)
        there += !isempty(gval(gnode(table, i)));
    return there;
}
