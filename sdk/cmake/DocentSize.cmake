# What is optimised for speed, and what for size. The library should have 1 MB stripped (tests/package/symbols.py holds it to 1,152 KB), and most
# of its code runs once a start, a minute or a request. Modules named here are compiled for size, except the sources named, which run for every
# event; modules not named here are compiled for speed. Optimised configurations only.
set(optimised "$<CONFIG:Release,RelWithDebInfo,MinSizeRel>")

# docent_for_size(MODULE [source that runs for every event...])
function(docent_for_size module)
  if(NOT TARGET docent_${module})
    return()
  endif()
  target_compile_options(docent_${module} PRIVATE $<${optimised}:-Os>)
  foreach(source IN LISTS ARGN)
    if(NOT EXISTS ${PROJECT_SOURCE_DIR}/sdk/src/${module}/${source})
      message(WARNING "sdk/cmake/DocentSize.cmake names ${module}/${source}, which does not exist")
    endif()
    set_source_files_properties(${PROJECT_SOURCE_DIR}/sdk/src/${module}/${source} TARGET_DIRECTORY docent_${module}
      PROPERTIES COMPILE_OPTIONS $<${optimised}:-O2>)
  endforeach()
endfunction()

docent_for_size(base crc32c.cpp random.cpp utf8.cpp uuid.cpp)
docent_for_size(platform event_fd_linux.cpp fork_guard_posix.cpp system_clock_posix.cpp)
docent_for_size(json validate.cpp writer.cpp)
docent_for_size(storage chunk_text.cpp outbox.cpp statement.cpp)
docent_for_size(http)
docent_for_size(model builtin.cpp event_json.cpp record.cpp)
docent_for_size(profile history.cpp series.cpp)
docent_for_size(signals)
docent_for_size(rules cell.cpp evaluator.cpp machine.cpp machine_operators.cpp operators.cpp path.cpp)
docent_for_size(guidance event_index.cpp)
docent_for_size(pipeline batcher.cpp compressor.cpp gzip_member.cpp)
docent_for_size(client client.cpp processor.cpp recorder.cpp turn.cpp)
docent_for_size(capi event_capi.cpp handles.cpp)
