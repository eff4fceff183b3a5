// docent_property → PropertyView without an allocation: the views live in a buffer on the caller's stack. Hot path.
#pragma once

#include <cstddef>
#include <cstring>
#include <new>
#include <span>

#include "base/status.h"
#include "docent/types.h"
#include "model/event.h"
#include "model/limits.h"

namespace docent::capi {

class PropertyList {
 public:
  // invalid: a NULL where text is needed, or an unknown type; too_large: more than limits::max_properties_count.
  core::Code read(const docent_property* properties, std::size_t count) noexcept {
    if (count > 0 && properties == nullptr) return core::Code::invalid;
    if (count > core::limits::max_properties_count - count_) return core::Code::too_large;
    std::byte* at = storage_ + sizeof(core::PropertyView) * count_;
    for (const docent_property& p : std::span(properties, count)) {
      auto* view = new (at) core::PropertyView;
      at += sizeof(core::PropertyView);
      if (p.key == nullptr || p.type > DOCENT_TYPE_JSON) return core::Code::invalid;
      view->key = {p.key, p.key_len == DOCENT_AUTO_LEN ? std::strlen(p.key) : p.key_len};
      view->type = static_cast<core::PropertyType>(p.type);
      switch (p.type) {
        case DOCENT_TYPE_STRING:
        case DOCENT_TYPE_JSON:
          if (p.value.text.data == nullptr && p.value.text.len != 0) return core::Code::invalid;
          view->text = {p.value.text.data, p.value.text.len == DOCENT_AUTO_LEN ? std::strlen(p.value.text.data) : p.value.text.len};
          break;
        case DOCENT_TYPE_DOUBLE: view->number = p.value.number; break;
        case DOCENT_TYPE_NULL: break;
        default: view->integer = p.value.integer;
      }
    }
    count_ += count;
    return core::Code::ok;
  }
  // False when the list is full.
  bool add(const core::PropertyView& property) noexcept {
    if (count_ == core::limits::max_properties_count) return false;
    new (storage_ + sizeof property * count_++) core::PropertyView(property);
    return true;
  }
  std::span<const core::PropertyView> views() const noexcept { return {std::launder(reinterpret_cast<const core::PropertyView*>(storage_)), count_}; }

 private:
  alignas(core::PropertyView) std::byte storage_[sizeof(core::PropertyView) * core::limits::max_properties_count];
  std::size_t count_ = 0;
};

}  // namespace docent::capi
