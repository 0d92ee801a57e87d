/* Of nl_langinfo() only the sign between a number and its fraction. */
#ifndef PORT_LANGINFO_H
#define PORT_LANGINFO_H

#include <locale.h>

#define RADIXCHAR         0
#define nl_langinfo(item) (localeconv()->decimal_point)

#endif
