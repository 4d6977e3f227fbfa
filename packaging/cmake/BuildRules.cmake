# How every target of the project is compiled: one interface target, so that a rule is stated once.
add_library(build_rules INTERFACE)
target_compile_options(build_rules INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast
    $<$<BOOL:${COHORT_WERROR}>:-Werror>)
target_compile_definitions(build_rules INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    COHORT_VERSION="${PROJECT_VERSION}")
target_include_directories(build_rules INTERFACE "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}")

if(COHORT_ASAN)
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
    add_compile_definitions(COHORT_ASAN QT_FORCE_ASSERTS)
    set(COHORT_SANITIZER_ENVIRONMENT # of the tests
        "ASAN_OPTIONS=detect_leaks=1:suppressions=${PROJECT_SOURCE_DIR}/tests/asan.supp"
        "LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/lsan.supp")
endif()

if(COHORT_TSAN)
    add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
    add_link_options(-fsanitize=thread)
    set(COHORT_SANITIZER_ENVIRONMENT)
    # With a Qt that has the sanitizer, too (packaging/qt-tsan), no race is suppressed.
    set(sanitized_qt "${PROJECT_SOURCE_DIR}/build/qt-tsan")
    if(EXISTS "${sanitized_qt}/made")
        list(APPEND COHORT_SANITIZER_ENVIRONMENT "LD_LIBRARY_PATH=${sanitized_qt}/lib"
            "TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/tsanqt.supp")
    else()
        list(APPEND COHORT_SANITIZER_ENVIRONMENT "TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/tsan.supp")
    endif()
endif()

if(COHORT_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
        -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
    add_compile_definitions(QT_FORCE_ASSERTS)
endif()

# mold links in a fraction of the time; the build is the same without it.
find_program(MOLD mold)
if(MOLD)
    add_link_options(-fuse-ld=mold)
endif()
find_program(CCACHE ccache)
if(CCACHE)
    # The variables let a precompiled header and another checkout of the same sources share the cache.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=1 "${CCACHE}")
    if(COHORT_PCH)
        add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
    endif()
endif()
