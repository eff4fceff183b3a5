// Who the user is on this device, and what each identity decided about consent. Worker only; reads and writes the database's meta table inside the
// caller's transaction, so a rolled-back change is undone by load().
//
// An identity is anonymous (a random id) or known (the host's user id, with an anonymous id of its own, so that two users of one device are never
// linked). History, caps and consent are stored under key(): a salted hash, because the user id itself must vanish when consent for analytics is
// withdrawn.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/status.h"
#include "model/consent.h"
#include "storage/database.h"

namespace docent::core {

class Identity {
 public:
  Identity(Database& database, Random& random) : database_(database), random_(random) {}

  // Reads the stored identity, or makes a first one. `host_consent`: what the host passed at open: the decision of the current identity, and the
  // default for identities that have made none here; it counts from apply_host_consent() on, after the journal of a dead process has been replayed.
  Status load(std::optional<Consent> host_consent);
  Status apply_host_consent(Consent consent);

  const std::string& install_id() const noexcept { return install_id_; }
  const std::string& anonymous_id() const noexcept { return anonymous_id_; }
  const std::string& user_id() const noexcept { return user_id_; }
  const std::string& key() const noexcept { return key_; }
  Consent consent() const noexcept { return consent_; }

  // True when the identity changed (another user than before). From anonymous to known the consent is carried over where the user has decided nothing
  // yet.
  Result<bool> identify(std::string_view user_id);
  // The user id is another name of the current identity. Returns the key under which the other history is stored, "" when it is the same.
  Result<std::string> alias(std::string_view user_id);
  Status reset();
  Status set_consent(Consent consent);
  // The uploaded identity is forgotten: a new anonymous id, no user id; the history key stays.
  Status forget_uploaded();
  // Erasure: a new anonymous identity with the same consent.
  Status renew();

 private:
  std::string hashed(std::string_view kind, std::string_view id) const;
  Status become(std::string anonymous_id, std::string user_id, std::string key);
  Status save();
  Status read_consent(std::optional<Consent> fallback);

  Database& database_;
  Random& random_;
  std::optional<Consent> host_consent_;
  std::string install_id_;
  std::string anonymous_id_;
  std::string user_id_;
  std::string key_;
  Consent consent_;
};

}  // namespace docent::core
