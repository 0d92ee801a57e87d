#include "str/digest.h"

#include "str/compare.h"

const struct digest *digest_find(struct view name)
{
    for (const struct digest *digest = digests; digest->name; digest++) {
        if (compare_folded(name, view_text(digest->name)) == 0)
            return digest;
    }
    return NULL;
}

void digest_begin(struct digest_work *work, const struct digest *digest)
{
    memset(work, 0, sizeof *work);
    memcpy(&work->state, digest->start.bytes, digest->start.len);
    work->digest = digest;
}

void digest_add(struct digest_work *work, struct view v)
{
    const struct digest_family *family = work->digest->family;
    size_t whole;

    work->len += v.len;
    if (work->rest_len > 0) {
        size_t more = family->block - work->rest_len;

        if (more > v.len)
            more = v.len;
        memcpy(work->rest + work->rest_len, v.bytes, more);
        work->rest_len += more;
        v = view_skip(v, more);
        if (work->rest_len < family->block)
            return;
        family->run(&work->state, work->rest, 1);
    }
    whole = v.len / family->block;
    family->run(&work->state, (const unsigned char *)v.bytes, whole);
    v = view_skip(v, whole * family->block);
    memcpy(work->rest, v.bytes, v.len);
    work->rest_len = v.len;
}

void digest_write(unsigned char *to, uint64_t value, size_t len,
                  bool big_endian)
{
    for (size_t i = 0; i < len; i++)
        to[big_endian ? len - 1 - i : i] = (unsigned char)(value >> 8 * i);
}

size_t digest_pad(struct digest_work *work)
{
    const struct digest_family *family = work->digest->family;
    size_t len = work->rest_len;
    size_t count = len + 1 + family->tail > family->block ? 2 : 1;

    memset(work->rest + len, 0, count * family->block - len);
    work->rest[len] = family->mark;
    return count;
}

/* The tail is the length in bits. */
static void finish(struct digest_work *work)
{
    const struct digest_family *family = work->digest->family;
    size_t count = digest_pad(work);

    digest_write(work->rest + count * family->block - 8, work->len * 8, 8,
                 family->big_endian);
    family->run(&work->state, work->rest, count);
}

static uint64_t word_of(const struct digest_work *work, size_t i)
{
    switch (work->digest->family->word) {
    case 4: return work->state.words32[i];
    case 8: return work->state.words64[i];
    default: return work->state.bytes[i];
    }
}

void digest_end(struct digest_work *work, unsigned char *to)
{
    const struct digest_family *family = work->digest->family;
    unsigned char all[DIGEST_MAX];

    if (family->finish)
        family->finish(work);
    else
        finish(work);
    for (size_t i = 0; i < DIGEST_MAX / family->word; i++)
        digest_write(all + family->word * i, word_of(work, i), family->word,
                     family->big_endian);
    memcpy(to, all, work->digest->len);
}

void digest_make(const struct digest *digest, struct view v, unsigned char *to)
{
    struct digest_work work;

    digest_begin(&work, digest);
    digest_add(&work, v);
    digest_end(&work, to);
}
