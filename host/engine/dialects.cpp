// SPDX-License-Identifier: Apache-2.0
#include "host/engine/dialects.hpp"

#include "host/engine/params.hpp"

namespace vantage::engine {

const std::vector<Dialect>& dialects() {
  static const std::vector<Dialect> table{
      {"pytorch-grad-cam", "grad-cam++", "normalise=none,epsilon=1e-6"},
      {"pytorch-grad-cam", "xgrad-cam", "epsilon=1e-7"},
      {"pytorch-grad-cam", "hires-cam", "relu=true"},
      {"pytorch-grad-cam", "refine-cam", "normalise=none,epsilon=1e-6"},
      {"pytorch-grad-cam", "score-cam",
       "score=logit,upsampling=bilinear-aligned,channel_softmax=true,flat_channels=score"},
      {"pytorch-grad-cam", "eigen-cam", "relu=true"},
      {"pytorch-grad-cam", "kpca-cam", "relu=true"},
      {"pytorch-grad-cam", "fem", "weight=fraction,summand=activation,relu=true"},
      {"pytorch-grad-cam", "ablation-cam", "ablation=minimum"},
      {"pytorch-grad-cam", "full-grad", "normalize=channel,align_corners=false"},
      {"torch-cam", "grad-cam++", "denominator=one,normalise=none"},
      {"torch-cam", "smooth-grad-cam++",
       "samples=4,sigma=0.3,noise=absolute,average=last,denominator=sum-a-g3,normalise=none,epsilon=1e-8"},
      {"torch-cam", "score-cam",
       "score=logit,normalise=before,channel_softmax=true,baseline=input,flat_channels=score"},
      {"torch-cam", "ss-cam",
       "score=logit,normalise=before,channel_softmax=true,baseline=input,flat_channels=score,noise=mask"},
      {"torch-cam", "is-cam",
       "score=logit,normalise=before,channel_softmax=true,baseline=input,flat_channels=score,"
       "coefficient=cumulative"},
      {"torch-cam", "xgrad-cam", "epsilon=1e-8"},
      {"torch-cam", "cam", "relu=true"},
      {"torch-cam", "finer-cam", "objective=mean,alpha=0.6"},
      {"torch-cam", "refine-cam", "denominator=one,normalise=none"},
      {"captum", "grad-cam", "relu=false"},
      {"captum", "occlusion", "stride=1"},
      {"captum", "saliency", "channels=sum-abs"},
      {"captum", "input-x-gradient", "channels=sum,sign=signed"},
      {"captum", "integrated-gradients",
       "steps=50,rule=gauss-legendre,baseline=zero,channels=sum,sign=signed"},
      {"captum", "smooth-grad", "samples=5,sigma=1,noise=absolute,average=magnitude"},
      {"captum", "guided-backprop", "channels=sum,sign=signed"},
      {"captum", "deconvnet", "channels=sum,sign=signed"},
      {"captum", "guided-grad-cam", "upsample=nearest,channels=sum,sign=signed"},
  };
  return table;
}

std::map<std::string, std::string> dialect(const std::string& profile, const std::string& method) {
  for (const auto& d : dialects())
    if (profile == d.profile && method == d.method) return parse_key_values(d.params);
  return {};
}

}  // namespace vantage::engine
