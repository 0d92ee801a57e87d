#include "str/replace.h"

size_t replace_count(const struct replace *r, struct view subject, size_t *len)
{
    size_t count = 0, at;

    *len = subject.len;
    if (r->find == find_first) {
        count = find_count(subject, r->from);
    } else {
        while ((at = r->find(subject, r->from)) != VIEW_NONE) {
            count++;
            subject = view_skip(subject, at + r->from.len);
        }
    }
    if (r->to.len > r->from.len &&
        count > (SIZE_MAX / 4 - *len) / (r->to.len - r->from.len))
        *len = SIZE_MAX / 2;
    else
        *len = *len + count * r->to.len - count * r->from.len;
    return count;
}

void replace_write(const struct replace *r, struct view subject, char *to)
{
    size_t at;

    while ((at = r->find(subject, r->from)) != VIEW_NONE) {
        memcpy(to, subject.bytes, at);
        memcpy(to + at, r->to.bytes, r->to.len);
        to += at + r->to.len;
        subject = view_skip(subject, at + r->from.len);
    }
    memcpy(to, subject.bytes, subject.len);
}

static size_t shorter(struct view a, struct view b)
{
    return a.len < b.len ? a.len : b.len;
}

bool replace_changes(struct view subject, struct view from, struct view with)
{
    bool has[256] = {false};

    for (size_t i = 0; i < shorter(from, with); i++)
        has[view_at(from, i)] = true;
    for (size_t i = 0; i < subject.len; i++) {
        if (has[view_at(subject, i)])
            return true;
    }
    return false;
}

void replace_bytes(char *to, struct view subject, struct view from,
                   struct view with)
{
    char map[256];

    for (int c = 0; c < 256; c++)
        map[c] = (char)c;
    for (size_t i = 0; i < shorter(from, with); i++)
        map[view_at(from, i)] = with.bytes[i];
    for (size_t i = 0; i < subject.len; i++)
        to[i] = map[view_at(subject, i)];
}

/*
 * The hash of a string is made byte by byte, so that those of all its prefixes
 * come up on the way.
 */
static uint64_t add_byte(uint64_t hash, unsigned char c)
{
    return (hash ^ c) * UINT64_C(0x9E3779B97F4A7C15);
}

static size_t slot_of(const struct replace_pairs *p, uint64_t hash)
{
    return (size_t)(hash >> 32) & (p->slot_count - 1);
}

static void put(const struct replace_pairs *p, size_t index)
{
    struct view from = p->pairs[index].from;
    uint64_t hash = 0;
    size_t slot;

    for (size_t i = 0; i < from.len; i++)
        hash = add_byte(hash, view_at(from, i));
    for (slot = slot_of(p, hash); p->slots[slot];
         slot = (slot + 1) & (p->slot_count - 1))
        continue;
    p->slots[slot] = (uint32_t)index + 1;
    p->has_len[from.len] = true;
}

static const struct replace_pair *get(const struct replace_pairs *p,
                                      uint64_t hash, struct view prefix)
{
    for (size_t slot = slot_of(p, hash); p->slots[slot];
         slot = (slot + 1) & (p->slot_count - 1)) {
        const struct replace_pair *pair = &p->pairs[p->slots[slot] - 1];

        if (view_equal(pair->from, prefix))
            return pair;
    }
    return NULL;
}

/* The longest that the view begins with, or NULL. */
static const struct replace_pair *longest(const struct replace_pairs *p,
                                          struct view v)
{
    const struct replace_pair *best = NULL, *found;
    uint64_t hash = 0;

    if (v.len > p->longest)
        v.len = p->longest;
    for (size_t i = 0; i < v.len; i++) {
        hash = add_byte(hash, view_at(v, i));
        if (!p->has_len[i + 1])
            continue;
        found = get(p, hash, view_first(v, i + 1));
        if (found)
            best = found;
    }
    return best;
}

void replace_all(struct sink *sink, struct view subject,
                 const struct replace_pairs *pairs, struct work *work)
{
    bool starts[256] = {false};
    size_t done = 0, i = 0;

    for (size_t p = 0; p < pairs->count; p++) {
        put(pairs, p);
        starts[view_at(pairs->pairs[p].from, 0)] = true;
    }
    while (i < subject.len) {
        const struct replace_pair *pair = NULL;

        if (starts[view_at(subject, i)]) {
            pair = longest(pairs, view_skip(subject, i));
            if (pairs->longest > 64)
                work_charge(work, 8 * pairs->longest);
        }
        if (!pair) {
            i++;
            continue;
        }
        sink_append(sink, subject.bytes + done, i - done);
        sink_append_view(sink, pair->to);
        i += pair->from.len;
        done = i;
    }
    sink_append(sink, subject.bytes + done, subject.len - done);
}
