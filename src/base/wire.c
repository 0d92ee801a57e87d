#include "base/wire.h"

void wire_reader_init(struct wire_reader *reader, const char *bytes, size_t len)
{
    *reader =
        (struct wire_reader){.start = bytes, .at = bytes, .end = bytes + len};
}

bool wire_fail(struct wire_reader *reader, const char *problem)
{
    if (!reader->problem)
        reader->problem = problem;
    return false;
}
