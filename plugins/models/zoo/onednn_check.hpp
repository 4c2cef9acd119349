// SPDX-License-Identifier: Apache-2.0
// LibTorch multiplies by oneDNN, and there are builds of it that multiply wrongly.
#pragma once

namespace vantage::zoo {

/// Convolves whole numbers on the processor once with oneDNN and once without. Where the sums differ,
/// LibTorch leaves oneDNN alone in this process from then on: slower, but right. Looks once a process;
/// thread-safe.
///
/// oneDNN 3.7 of Debian 13 packs weights wrongly where channels do not fill blocks.
void leave_wrong_onednn_alone();

}  // namespace vantage::zoo
