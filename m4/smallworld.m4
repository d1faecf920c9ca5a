dnl SW_FLAGS(VARIABLE, FLAGS): adds to the shell variable each flag that the compiler takes. A flag that
dnl fixes floating point is not optional, so a compiler that refuses one of those is an error.
AC_DEFUN([SW_FLAGS], [
for sw_flag in $2; do
    AC_MSG_CHECKING([whether $CC takes $sw_flag])
    sw_saved_cflags=$CFLAGS
    CFLAGS="$CFLAGS -Werror $sw_flag"
    AC_COMPILE_IFELSE([AC_LANG_PROGRAM([], [])],
        [AC_MSG_RESULT([yes]); $1="$$1 $sw_flag"],
        [AC_MSG_RESULT([no])
         AS_CASE([$sw_flag],
            [-W*], [],
            [AC_MSG_ERROR([$CC does not take $sw_flag, without which results would not be the same everywhere. Use gcc or clang.])])])
    CFLAGS=$sw_saved_cflags
done
])

dnl SW_TUNE(FLAG): adds the flag to CFLAGS if the compiler takes it; for flags on which only speed
dnl depends.
AC_DEFUN([SW_TUNE], [
AC_MSG_CHECKING([whether $CC takes $1])
sw_saved_cflags=$CFLAGS
CFLAGS="$CFLAGS -Werror $1"
AC_COMPILE_IFELSE([AC_LANG_PROGRAM([], [])],
    [AC_MSG_RESULT([yes]); CFLAGS="$sw_saved_cflags $1"],
    [AC_MSG_RESULT([no]); CFLAGS=$sw_saved_cflags])
])

dnl SW_REFUSE_FAST_MATH: runs have to give the same bits everywhere.
AC_DEFUN([SW_REFUSE_FAST_MATH], [
AS_CASE([" $CC $CFLAGS $CPPFLAGS "],
    [*" -ffast-math "*|*" -Ofast "*|*" -funsafe-math-optimizations "*|*" -fassociative-math "*|*" -ffinite-math-only "*],
    [AC_MSG_ERROR([CFLAGS has a flag that changes floating point results (-ffast-math, -Ofast or a part of them). A run could then not be repeated: leave it out.])])
])

dnl SW_MISSING(WHAT, DEBIAN PACKAGE): remembers that something is missing.
AC_DEFUN([SW_MISSING], [
sw_missing="$sw_missing
    $1 (Debian: $2)"
sw_missing_packages="$sw_missing_packages $2"
])

dnl SW_NEED(VARIABLE, WHAT, PKG-CONFIG NAMES, HEADER, LIBRARY, FUNCTION, DEBIAN PACKAGE)
dnl Sets VARIABLE_CFLAGS, VARIABLE_LIBS (which the user may set instead) and VARIABLE_FOUND. Tries every
dnl pkg-config name, then the bare header and library. Their headers are taken as system headers: our
dnl warnings are about our code. What cannot be compiled and linked is missing, whatever a .pc file says.
AC_DEFUN([SW_NEED], [
AC_ARG_VAR([$1][_CFLAGS], [compiler flags for $2])
AC_ARG_VAR([$1][_LIBS], [linker flags for $2])
AC_MSG_CHECKING([for $2])
$1[]_FOUND=
AS_IF([test "x$$1[]_CFLAGS$$1[]_LIBS" != x], [$1[]_FOUND="as given"])
AS_IF([test "x$$1[]_FOUND" = x && test "x$PKG_CONFIG" != x], [
    for sw_name in $3; do
        AS_IF([test "x$$1[]_FOUND" = x && $PKG_CONFIG --exists "$sw_name" 2>/dev/null], [
            $1[]_FOUND=`$PKG_CONFIG --modversion "$sw_name"`
            $1[]_CFLAGS=`$PKG_CONFIG --cflags "$sw_name" | sed 's/ *-I */ -isystem /g'`
            $1[]_LIBS=`$PKG_CONFIG --libs "$sw_name"`
        ])
    done
])
m4_if([$1], [MPI], [
AS_IF([test "x$$1[]_FOUND" = x && mpicc --showme:version >/dev/null 2>&1], [
    MPI_FOUND=`mpicc --showme:version 2>/dev/null | sed 's/.*Open MPI \([[0-9.]]*[[0-9]]\).*/\1/'`
    MPI_CFLAGS=`mpicc --showme:compile | sed 's/ *-I */ -isystem /g'`
    MPI_LIBS=`mpicc --showme:link`
])])
AS_IF([test "x$$1[]_FOUND" = x], [
    $1[]_FOUND="header and library"
    m4_ifval([$5], [$1[]_LIBS="-l$5"])
])
sw_saved_cflags=$CFLAGS
sw_saved_libs=$LIBS
CFLAGS="$CFLAGS $$1[]_CFLAGS"
LIBS="$$1[]_LIBS $LIBS"
m4_ifval([$6],
    [AC_LINK_IFELSE([AC_LANG_PROGRAM([[#include <stddef.h>
#include <stdio.h>
#include <$4>]], [[void *volatile address = (void *)&$6;
return address == NULL;]])], [], [$1[]_FOUND=])],
    [AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[#include <$4>]], [])], [], [$1[]_FOUND=])])
CFLAGS=$sw_saved_cflags
LIBS=$sw_saved_libs
AS_IF([test "x$$1[]_FOUND" = x],
    [AC_MSG_RESULT([no]); SW_MISSING([$2], [$7])],
    [AC_MSG_RESULT([$$1[]_FOUND])])
])

dnl SW_REPORT_MISSING: one message that names everything that is missing.
AC_DEFUN([SW_REPORT_MISSING], [
AS_IF([test "x$sw_missing" != x],
    [AC_MSG_ERROR([Smallworld needs what this machine does not have yet:
$sw_missing

On Debian:  apt-get install$sw_missing_packages
])])
])
