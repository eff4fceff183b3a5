# What the SDK links: CURL::libcurl, SQLite::SQLite3, simdjson::simdjson, Libdeflate::Libdeflate and Threads::Threads.
# Used by this build and, installed, by the package's config file for the static library. A target that the parent project already
# provides is taken as it is; only what is missing is looked for.

# docent_provide(TARGET PACKAGE): makes TARGET exist, or leaves PACKAGE_FOUND false (fatal where the package is required).
macro(docent_provide target package)
  if(NOT TARGET ${target})
    find_package(${package} ${docent_dependency_mode})
  endif()
  if(NOT TARGET ${target})
    list(APPEND docent_missing_dependencies ${package})
  endif()
endmacro()

set(docent_missing_dependencies "")
if(DEFINED CMAKE_FIND_PACKAGE_NAME)
  set(docent_dependency_mode QUIET)
else()
  set(docent_dependency_mode REQUIRED)
  set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL TRUE)  # a parent project that links docent::docent_static must see them too
endif()
list(PREPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR})
docent_provide(CURL::libcurl CURL)
docent_provide(SQLite::SQLite3 SQLite3)
docent_provide(simdjson::simdjson simdjson)
docent_provide(Libdeflate::Libdeflate Libdeflate)
docent_provide(Threads::Threads Threads)
list(POP_FRONT CMAKE_MODULE_PATH)
