/*
 * What cannot be foreseen of a state: where the keys of its tables belong, and
 * what its objects are called.  Part of the unit lua54_source.c.
 */
/*
 * Where a key of a table belongs is no secret until CHAIN_MAX keys have met in
 * one place, which is no accident. Then the table gets a seed that nobody can
 * foretell, and its entries move to where they now belong. So ordinary tables
 * keep the order and the speed that the remainder gives to numbers in a row.
 */
enum { CHAIN_MAX = 40 };

/* What stands in `next` of an entry that was moved, or that has to wait. */
enum { IS_AT_HOME = INT_MAX, HAS_TO_WAIT = INT_MIN };

static void forget_chains(Table *t)
{
    for (int i = 0; i < sizenode(t); i++) {
        Node *node = gnode(t, i);

        gnext(node) = 0;
        if (isempty(gval(node)))
            setnilkey(node);
    }
}

/* An entry takes the place that it belongs to, and what was there comes here.
 */
static void send_home(Table *t, Node *node)
{
    while (!isempty(gval(node)) && gnext(node) == 0) {
        Node *home = mainpositionfromnode(t, node);
        Node other = *home;

        if (home != node && gnext(home) == IS_AT_HOME) {
            gnext(node) = HAS_TO_WAIT;
        } else {
            *home = *node;
            gnext(home) = IS_AT_HOME;
            if (home != node)
                *node = other;
        }
    }
}

/* Those that came too late stay where they are, chained to where they belong.
 */
static void chain(Table *t, Node *node)
{
    Node *home;

    if (gnext(node) != HAS_TO_WAIT)
        return;
    home = mainpositionfromnode(t, node);
    gnext(node) = gnext(home) ? cast_int(home + gnext(home) - node) : 0;
    gnext(home) = cast_int(node - home);
}

/* Takes no memory, so that it can be done at any time. */
static void scatter(Table *t)
{
    forget_chains(t);
    for (int i = 0; i < sizenode(t); i++)
        send_home(t, gnode(t, i));
    for (int i = 0; i < sizenode(t); i++) {
        if (gnext(gnode(t, i)) == IS_AT_HOME)
            gnext(gnode(t, i)) = 0;
    }
    for (int i = 0; i < sizenode(t); i++)
        chain(t, gnode(t, i));
    t->lastfree = gnode(t, sizenode(t));
}

/* Strings have a seed of their own. */
static bool luaH_relieve(lua_State *L, Table *t, const Node *place,
                         const TValue *key)
{
    int count = 0;

    if (ttisstring(key))
        return false;
    for (; gnext(place) != 0; place += gnext(place))
        count++;
    if (l_likely(count < CHAIN_MAX))
        return false;
    t->seed = (unsigned int)luaE_draw(G(L)) | 1;
    scatter(t);
    return true;
}

static uint64_t identity(const TValue *value, const void *address)
{
    switch (ttypetag(value)) {
    case LUA_VLCF: return luaG_codeplace(fvalue(value));
    case LUA_VLIGHTUSERDATA:
    case LUA_VSHRSTR:
    case LUA_VLNGSTR: return (uint64_t)(uintptr_t)address;
    default: return luaG_number(gcvalue(value), ttypetag(value));
    }
}

/*
 * Kinds of identity can be equal; with the type in the highest bits, where no
 * address has any, they are not.
 */
static const void *luaG_shown(lua_State *L, int index, const void *address)
{
    const struct luaE_secret *secret = &G(L)->secret;
    const TValue *value = index2value(L, index);
    uint64_t tag = (uint64_t)ttypetag(value) << 58;

    if (!secret->hides || !address)
        return address;
    return (const void *)(uintptr_t)opaque_mix(&secret->key,
                                               tag ^ identity(value, address));
}

void engine_fix_seeds(bool is_fixed)
{
    next_is_fixed = is_fixed;
}

void engine_hide_addresses(lua_State *L)
{
    G(L)->secret.hides = true;
}

const void *engine_identity(lua_State *L, int index)
{
    return luaG_shown(L, index, lua_topointer(L, index));
}

void engine_freeze(lua_State *L, int index)
{
    hvalue(index2value(L, index))->flags |= BITFROZEN;
}

bool engine_is_frozen(lua_State *L, int index)
{
    return isfrozen(hvalue(index2value(L, index)));
}
