#include "client/identity.h"

#include <charconv>

#include "base/uuid.h"
#include "json/value.h"

namespace docent::core {
namespace {

constexpr std::string_view install_key = "install_id";
constexpr std::string_view identity_key = "identity";

uint64_t fnv1a(uint64_t seed, std::string_view text) noexcept {
  uint64_t h = 0xcbf29ce484222325 ^ seed;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return splitmix64(h);
}

std::string consent_row(std::string_view key) { return "consent:" + std::string(key); }
std::string anonymous_row(std::string_view key) { return "anonymous:" + std::string(key); }

}  // namespace

std::string Identity::hashed(std::string_view kind, std::string_view id) const {
  const std::string salted = install_id_ + "\n" + std::string(kind) + "\n" + std::string(id);
  char text[33] = {};
  const uint64_t parts[2] = {fnv1a(1, salted), fnv1a(2, salted)};
  for (int p = 0; p < 2; p++)
    for (int i = 0; i < 16; i++) text[p * 16 + i] = "0123456789abcdef"[(parts[p] >> (60 - 4 * i)) & 15];
  return std::string(kind) + ":" + text;
}

Status Identity::load(std::optional<Consent> host_consent) {
  host_consent_ = host_consent;
  const auto install = database_.get_meta(install_key);
  if (!install.ok()) return install.status();
  if (*install) {
    install_id_ = **install;
  } else {
    install_id_ = to_string(new_uuid_v4(random_));
    DOCENT_TRY(database_.put_meta(install_key, install_id_));
  }
  const auto stored = database_.get_meta(identity_key);
  if (!stored.ok()) return stored.status();
  if (*stored) {
    if (const auto parsed = parse_json(**stored); parsed.ok() && !(*parsed)["anonymousId"].as_string().empty()) {
      anonymous_id_ = (*parsed)["anonymousId"].as_string();
      user_id_ = (*parsed)["userId"].as_string();
      key_ = (*parsed)["key"].as_string();
      return read_consent(std::nullopt);
    }
  }
  const std::string fresh = to_string(new_uuid_v4(random_));
  DOCENT_TRY(become(fresh, "", hashed("a", fresh)));
  return read_consent(std::nullopt);
}

Status Identity::apply_host_consent(Consent consent) {
  host_consent_ = consent;
  return set_consent(consent);
}

Result<bool> Identity::identify(std::string_view user_id) {
  if (user_id == user_id_) return false;
  const std::string key = hashed("u", user_id);
  if (key == key_) {  // the same user, whose id was forgotten on withdrawal
    user_id_ = user_id;
    if (auto s = save(); !s.ok()) return s;
    return false;
  }
  const bool from_anonymous = user_id_.empty() && key_.starts_with("a:");
  const Consent before = consent_;
  std::string anonymous = anonymous_id_;
  if (!from_anonymous) {
    const auto known = database_.get_meta(anonymous_row(key));
    if (!known.ok()) return known.status();
    anonymous = *known ? **known : to_string(new_uuid_v4(random_));
  }
  if (auto s = become(std::move(anonymous), std::string(user_id), key); !s.ok()) return s;
  if (auto s = read_consent(from_anonymous ? std::optional(before) : host_consent_); !s.ok()) return s;
  return true;
}

Result<std::string> Identity::alias(std::string_view user_id) {
  const std::string key = hashed("u", user_id);
  if (key == key_) {
    user_id_ = user_id;
    if (auto s = save(); !s.ok()) return s;
    return std::string();
  }
  const Consent before = consent_;
  std::string other = key;
  if (auto s = become(anonymous_id_, std::string(user_id), key); !s.ok()) return s;
  if (auto s = read_consent(before); !s.ok()) return s;
  return other;
}

Status Identity::reset() {
  const std::string fresh = to_string(new_uuid_v4(random_));
  DOCENT_TRY(become(fresh, "", hashed("a", fresh)));
  return read_consent(host_consent_);
}

Status Identity::set_consent(Consent consent) {
  consent_ = consent;
  if (consent.unknown()) return database_.erase_meta(consent_row(key_));
  return database_.put_meta(consent_row(key_), std::to_string(consent.bits()));
}

Status Identity::forget_uploaded() {
  DOCENT_TRY(database_.erase_meta(anonymous_row(key_)));
  return become(to_string(new_uuid_v4(random_)), "", key_);
}

Status Identity::renew() {
  const Consent consent = consent_;
  DOCENT_TRY(database_.erase_meta(consent_row(key_)));
  DOCENT_TRY(database_.erase_meta(anonymous_row(key_)));
  const std::string fresh = to_string(new_uuid_v4(random_));
  DOCENT_TRY(become(fresh, "", hashed("a", fresh)));
  return set_consent(consent);
}

Status Identity::become(std::string anonymous_id, std::string user_id, std::string key) {
  anonymous_id_ = std::move(anonymous_id);
  user_id_ = std::move(user_id);
  key_ = std::move(key);
  return save();
}

Status Identity::save() {
  Value::Object o;
  o.emplace_back("anonymousId", anonymous_id_);
  if (!user_id_.empty()) o.emplace_back("userId", user_id_);
  o.emplace_back("key", key_);
  DOCENT_TRY(database_.put_meta(identity_key, to_json(Value(std::move(o)))));
  return key_.starts_with("u:") ? database_.put_meta(anonymous_row(key_), anonymous_id_) : Status();
}

Status Identity::read_consent(std::optional<Consent> fallback) {
  const auto stored = database_.get_meta(consent_row(key_));
  if (!stored.ok()) return stored.status();
  consent_ = fallback.value_or(Consent());
  if (!*stored) return consent_.unknown() ? Status() : set_consent(consent_);
  uint32_t bits = 0;
  const std::string& text = **stored;
  std::from_chars(text.data(), text.data() + text.size(), bits);
  if (Consent::valid(bits)) consent_ = Consent::from_bits(bits);
  return {};
}

}  // namespace docent::core
