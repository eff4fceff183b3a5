#include "capi/handles.h"

namespace docent::capi {

docent_status fail(docent_error** error, Code code, std::string_view message) noexcept {
  if (error != nullptr) {
    try {
      *error = new docent_error{to_c(code), std::string(message)};
    } catch (...) {
      *error = nullptr;
    }
  }
  return to_c(code);
}

}  // namespace docent::capi

extern "C" {

uint32_t docent_abi_version(void) { return DOCENT_ABI_VERSION; }
const char* docent_version(void) { return DOCENT_VERSION_TEXT; }

const char* docent_status_name(docent_status status) { return docent::core::code_name(static_cast<docent::core::Code>(status)); }

docent_status docent_error_status(const docent_error* error) { return error == nullptr ? DOCENT_OK : error->status; }
const char* docent_error_message(const docent_error* error) { return error == nullptr ? "" : error->message.c_str(); }
void docent_error_destroy(docent_error* error) { delete error; }

const char* docent_text_data(const docent_text* text) { return text == nullptr ? "" : text->text.c_str(); }
size_t docent_text_size(const docent_text* text) { return text == nullptr ? 0 : text->text.size(); }
void docent_text_destroy(docent_text* text) { delete text; }

}  // extern "C"
