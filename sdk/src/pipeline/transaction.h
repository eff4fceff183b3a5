// One short transaction of the delivery side: begin, change, commit without a sync. Rolled back as a whole when anything fails.
#pragma once

#include "base/status.h"
#include "storage/database.h"

namespace docent::core {

template <class Change>
Status commit_change(Database& database, Change&& change) {
  DOCENT_TRY(database.begin());
  Status status = change();
  if (status.ok()) status = database.commit(Durability::normal);
  if (!status.ok()) database.rollback();
  return status;
}

}  // namespace docent::core
