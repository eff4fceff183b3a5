#include "model/consent.h"

namespace docent::core {

std::string_view consent_name(Consent consent) noexcept {
  switch (consent.bits()) {
    case 0: return "none";
    case Consent::analytics_bit: return "analytics";
    case Consent::guidance_bit: return "guidance";
    case Consent::analytics_bit | Consent::guidance_bit: return "all";
    default: return "unknown";
  }
}

}  // namespace docent::core
