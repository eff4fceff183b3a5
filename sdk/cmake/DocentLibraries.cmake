# The two libraries that hosts link, made from the objects of all modules. In both, docent_* are the only symbols anyone can see.
#   docent_shared  libdocent.so.MAJOR: version script, SOVERSION = ABI major, never unloaded (a worker thread may outlive dlclose)
#   docent_static  libdocent.a: one relocatable object whose other symbols are made local
#   docent::docent the shared one, or the static one when only that is built
get_property(modules GLOBAL PROPERTY DOCENT_MODULES)
set(objects "")
foreach(module IN LISTS modules)
  list(APPEND objects $<TARGET_OBJECTS:${module}>)
endforeach()
set(dependencies CURL::libcurl SQLite::SQLite3 simdjson::simdjson Libdeflate::Libdeflate Threads::Threads)

function(docent_library_defaults target)
  target_include_directories(${target} INTERFACE
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/sdk/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  set_target_properties(${target} PROPERTIES LINKER_LANGUAGE CXX OUTPUT_NAME docent)
endfunction()

include(GNUInstallDirs)
if(DOCENT_BUILD_SHARED)
  set(map ${PROJECT_SOURCE_DIR}/sdk/docent.map)
  add_library(docent_shared SHARED ${objects})
  add_library(docent::docent_shared ALIAS docent_shared)
  docent_library_defaults(docent_shared)
  target_link_libraries(docent_shared PRIVATE docent_flags ${dependencies})
  set_target_properties(docent_shared PROPERTIES
    VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR} EXPORT_NAME docent LINK_DEPENDS ${map})
  docent_link_shared(docent_shared)
  if(NOT WIN32 AND NOT APPLE)
    target_link_options(docent_shared PRIVATE
      LINKER:--version-script=${map} LINKER:--exclude-libs,ALL LINKER:-z,nodelete)
    if(NOT DOCENT_SANITIZE)
      target_link_options(docent_shared PRIVATE LINKER:--no-undefined)
    endif()
  endif()
endif()

if(DOCENT_BUILD_STATIC)
  # Groups are dissolved and every symbol but docent_* made local, so that two copies of a template or of a whole library in one program
  # never mix. Sanitizer builds keep the plain objects: their run-time registers globals by section group.
  if(UNIX AND NOT APPLE AND NOT DOCENT_SANITIZE)
    set(merged ${CMAKE_CURRENT_BINARY_DIR}/docent.o)
    add_custom_command(OUTPUT ${merged}
      COMMAND ${CMAKE_LINKER} -r --force-group-allocation -o ${merged} ${objects}
      COMMAND ${CMAKE_OBJCOPY} --wildcard --keep-global-symbol=docent_* ${merged}
      DEPENDS ${objects} ${modules} COMMAND_EXPAND_LISTS VERBATIM COMMENT "Merging the modules into one object")
    add_library(docent_static STATIC ${merged})
    set_source_files_properties(${merged} PROPERTIES EXTERNAL_OBJECT TRUE GENERATED TRUE)
  else()
    add_library(docent_static STATIC ${objects})
  endif()
  add_library(docent::docent_static ALIAS docent_static)
  docent_library_defaults(docent_static)
  # A C program that links the archive also needs the C++ run-time that it was built with.
  set(runtime ${CMAKE_CXX_IMPLICIT_LINK_LIBRARIES})
  list(REMOVE_ITEM runtime ${CMAKE_C_IMPLICIT_LINK_LIBRARIES})
  list(REMOVE_DUPLICATES runtime)
  target_link_libraries(docent_static INTERFACE ${dependencies} ${runtime})
  target_compile_definitions(docent_static INTERFACE DOCENT_STATIC)
endif()

if(DOCENT_BUILD_SHARED)
  add_library(docent::docent ALIAS docent_shared)
elseif(DOCENT_BUILD_STATIC)
  add_library(docent::docent ALIAS docent_static)
else()
  message(FATAL_ERROR "Docent: switch on DOCENT_BUILD_SHARED, DOCENT_BUILD_STATIC or both")
endif()
