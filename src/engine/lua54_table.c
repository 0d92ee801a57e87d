/*
 * Tables and values, read and written without the stack.  Part of the unit
 * lua54_source.c.
 */
static inline Table *table_at(lua_State *L, int index)
{
    return hvalue(index2value(L, index));
}

static void add_elements(lua_State *L, Table *table, unsigned count)
{
    table->array = luaM_newvector(L, count, TValue);
    table->alimit = count;
    for (unsigned i = 0; i < count; i++)
        setempty(&table->array[i]);
}

/* A new table needs nothing of what luaH_resize() does for others. */
void engine_push_table(lua_State *L, int elements, int entries)
{
    Table *table;

    if (L->stack_last.p - L->top.p <= 1 + ENGINE_TABLE_ROOM ||
        L->ci->top.p < L->top.p + 1 + ENGINE_TABLE_ROOM)
        luaL_checkstack(L, 1 + ENGINE_TABLE_ROOM, NULL);
    table = luaH_new(L);
    sethvalue2s(L, L->top.p, table);
    api_incr_top(L);
    if (elements > 0)
        add_elements(L, table, (unsigned)elements);
    if (entries > 0)
        setnodevector(L, table, (unsigned)entries);
    luaC_checkGC(L);
}

static inline void show(const TValue *from, struct scalar *value)
{
    switch (ttypetag(from)) {
    case LUA_VSHRSTR:
        value->kind = SCALAR_BYTES;
        value->bytes = getshrstr(tsvalue(from));
        value->len = tsvalue(from)->shrlen;
        break;
    case LUA_VNUMINT:
        value->kind = SCALAR_INT;
        value->integer = ivalue(from);
        break;
    case LUA_VNUMFLT:
        value->kind = SCALAR_FLOAT;
        value->number = fltvalue(from);
        break;
    case LUA_VFALSE:
    case LUA_VTRUE:
        value->kind = SCALAR_BOOL;
        value->integer = ttistrue(from);
        break;
    case LUA_VLNGSTR:
        value->kind = SCALAR_BYTES;
        value->bytes = getlngstr(tsvalue(from));
        value->len = tsvalue(from)->u.lnglen;
        break;
    default: value->kind = SCALAR_OTHER;
    }
}

void engine_show(lua_State *L, int index, struct scalar *value)
{
    show(index2value(L, index), value);
}

void engine_peek(lua_State *L, int index, int key, struct scalar *value)
{
    show(luaH_getint(table_at(L, index), key), value);
}

/* How many of the entries from `key` on, up to `max`, are elements. */
static inline int count_elements(const Table *table, int key, int max)
{
    unsigned first = (unsigned)key - 1;

    if (first >= table->alimit)
        return 0;
    return table->alimit - first < (unsigned)max ? (int)(table->alimit - first)
                                                 : max;
}

int engine_peek_run(lua_State *L, int index, int key, struct scalar *to,
                    int max)
{
    Table *table = table_at(L, index);
    int elements = count_elements(table, key, max);

    for (int i = 0; i < max; i++) {
        show(i < elements ? &table->array[key - 1 + i]
                          : luaH_getint(table, key + i),
             &to[i]);
        if (to[i].kind == SCALAR_OTHER)
            return i;
    }
    return max;
}

static inline void set(lua_State *L, const struct scalar *from, TValue *to)
{
    switch (from->kind) {
    case SCALAR_BYTES:
        setsvalue(L, to, luaS_newlstr(L, from->bytes, from->len));
        break;
    case SCALAR_INT: setivalue(to, from->integer); break;
    case SCALAR_FLOAT: setfltvalue(to, from->number); break;
    case SCALAR_BOOL:
        if (from->integer)
            setbtvalue(to);
        else
            setbfvalue(to);
        break;
    case SCALAR_OTHER: setnilvalue(to); break;
    }
}

/*
 * A value that is to go into a table soon is on top of the stack until then,
 * where the collector sees it, should memory run out meanwhile.
 */
static inline TValue *make(lua_State *L, const struct scalar *from)
{
    TValue *value = s2v(L->top.p);

    set(L, from, value);
    api_incr_top(L);
    return value;
}

/* Elements have their places, where they are set at once. */
void engine_poke_run(lua_State *L, int index, int key,
                     const struct scalar *from, int count)
{
    Table *table = table_at(L, index);
    int elements = count_elements(table, key, count);

    for (int i = 0; i < elements; i++) {
        TValue *to = &table->array[key - 1 + i];

        set(L, &from[i], to);
        if (from[i].kind == SCALAR_BYTES)
            luaC_barrierback(L, obj2gco(table), to);
    }
    for (int i = elements; i < count; i++) {
        TValue *value = make(L, &from[i]);

        luaH_setint(L, table, key + i, value);
        luaC_barrierback(L, obj2gco(table), value);
        L->top.p--;
    }
}

/*
 * Most keys are short strings whose place in a new table nobody has yet; then
 * nothing has to be looked for.
 */
static inline void set_entry(lua_State *L, Table *table, const TValue *key,
                             TValue *value)
{
    Node *node;

    if (ttisshrstring(key) && !isdummy(table)) {
        node =
            gnode(table, tsvalue(key)->hash & (unsigned)(sizenode(table) - 1));
        if (isempty(gval(node)) && gnext(node) == 0 && !ttisnil(value)) {
            setnodekey(L, node, key);
            setobj2t(L, gval(node), value);
            luaC_barrierback(L, obj2gco(table), key);
            luaC_barrierback(L, obj2gco(table), value);
            return;
        }
    }
    luaH_set(L, table, key, value);
    luaC_barrierback(L, obj2gco(table), value);
}

void engine_poke_pairs(lua_State *L, int index, const struct scalar *pairs,
                       int count)
{
    Table *table = table_at(L, index);

    for (int i = 0; i < count; i++, pairs += 2) {
        TValue *key = make(L, &pairs[0]);
        TValue *value = make(L, &pairs[1]);

        set_entry(L, table, key, value);
        L->top.p -= 2;
    }
    table->flags &= (lu_byte)~maskflags;
}

/*
 * What luaL_setfuncs() does, where nobody watches the table on top of the
 * stack: most of the time that a state takes to open.
 */
static bool luaH_setfuncs(lua_State *L, const luaL_Reg *functions)
{
    Table *table;

    if (!lua_istable(L, -1) || table_at(L, -1)->metatable ||
        isfrozen(table_at(L, -1)))
        return false;
    table = table_at(L, -1);
    for (; functions->name; functions++) {
        const struct scalar name = {.kind = SCALAR_BYTES,
                                    .bytes = functions->name,
                                    .len = strlen(functions->name)};
        TValue *key = make(L, &name);
        TValue value;

        setbfvalue(&value);
        if (functions->func) {
            setfvalue(&value, functions->func);
        }
        set_entry(L, table, key, &value);
        L->top.p--;
    }
    table->flags &= (lu_byte)~maskflags;
    return true;
}

/* Shows a pair; unless it does so in full, it is put on the stack. */
static inline bool take(lua_State *L, const TValue *key, const TValue *value,
                        struct scalar *pair)
{
    show(key, &pair[0]);
    show(value, &pair[1]);
    if (pair[0].kind != SCALAR_OTHER && pair[1].kind != SCALAR_OTHER)
        return true;
    setobj2s(L, L->top.p - 2, key);
    setobj2s(L, L->top.p - 1, value);
    return false;
}

/*
 * Gives the value at a place, and its key unless the value is empty.  A place
 * is that in the array, or after it that among the nodes.
 */
static inline const TValue *entry_at(lua_State *L, const Table *table,
                                     unsigned elements, unsigned place,
                                     TValue *key)
{
    Node *node;

    if (place < elements) {
        setivalue(key, (lua_Integer)place + 1);
        return &table->array[place];
    }
    node = gnode(table, place - elements);
    if (!isempty(gval(node)))
        getnodekey(L, key, node);
    return gval(node);
}

int engine_next(lua_State *L, int index, unsigned *place, struct scalar *pairs,
                int max)
{
    const Table *table = table_at(L, index);
    unsigned elements = luaH_realasize(table);
    unsigned end = elements + (unsigned)sizenode(table);
    bool is_plain = true;
    int count = 0;

    while (is_plain && count < max && *place < end) {
        TValue key;
        const TValue *value = entry_at(L, table, elements, (*place)++, &key);

        if (isempty(value))
            continue;
        is_plain = take(L, &key, value, pairs);
        pairs += 2;
        count++;
    }
    return count;
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
