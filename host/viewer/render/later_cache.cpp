// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/render/later_cache.hpp"

namespace vantage::viewer {

LaterCacheBase::LaterCacheBase(const QString& pool_name, QObject* parent) : QObject(parent) {
  pool_.setMaxThreadCount(std::max(1, QThread::idealThreadCount() - 1));
  pool_.setObjectName(pool_name);
  tell_.setSingleShot(true);
  connect(&tell_, &QTimer::timeout, this, &LaterCacheBase::ready);
}

void LaterCacheBase::tell(bool last) {
  if (last)
    tell_.start(0);
  else if (!tell_.isActive())
    tell_.start(16);
}

}  // namespace vantage::viewer
