# Install rules: headers, libraries, the CMake package (find_package(docent)) and two pkg-config files. Everything is relative to the files'
# own place, so that an installed prefix can be moved.
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/docent)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/sdk/include/docent DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development
  FILES_MATCHING PATTERN "*.h" PATTERN "*.hpp")
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT development)
foreach(kind shared static)
  if(TARGET docent_${kind})
    install(TARGETS docent_${kind} EXPORT docent-${kind}
      LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime NAMELINK_COMPONENT development
      ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development
      RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime)
    install(EXPORT docent-${kind} NAMESPACE docent:: DESTINATION ${package_dir} COMPONENT development)
  endif()
endforeach()

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/docent-config.cmake.in ${PROJECT_BINARY_DIR}/docent-config.cmake
  INSTALL_DESTINATION ${package_dir} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/docent-config-version.cmake COMPATIBILITY SameMajorVersion)
install(FILES ${PROJECT_BINARY_DIR}/docent-config.cmake ${PROJECT_BINARY_DIR}/docent-config-version.cmake
  ${CMAKE_CURRENT_LIST_DIR}/DocentDependencies.cmake ${CMAKE_CURRENT_LIST_DIR}/FindLibdeflate.cmake
  DESTINATION ${package_dir} COMPONENT development)

# pkg-config: docent.pc for the shared library, docent-static.pc for the archive with its dependencies.
file(RELATIVE_PATH DOCENT_PC_PREFIX /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
list(TRANSFORM runtime PREPEND -l OUTPUT_VARIABLE DOCENT_PC_RUNTIME)
list(JOIN DOCENT_PC_RUNTIME " " DOCENT_PC_RUNTIME)
foreach(kind shared static)
  if(TARGET docent_${kind})
    string(REPLACE "-shared" "" pc docent-${kind}.pc)
    configure_file(${CMAKE_CURRENT_LIST_DIR}/${pc}.in ${PROJECT_BINARY_DIR}/${pc} @ONLY)
    install(FILES ${PROJECT_BINARY_DIR}/${pc} DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
  endif()
endforeach()
