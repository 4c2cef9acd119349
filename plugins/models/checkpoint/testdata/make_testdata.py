#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the checkpoints beside this file, as PyTorch itself saves them (made with PyTorch 1.13).

Every tensor holds 0, 1, 2, ... in row-major order unless said otherwise, so the tests know its values.
"""
import collections
import json
import pathlib
import struct

import torch

HERE = pathlib.Path(__file__).resolve().parent


def ramp(*shape, dtype=torch.float32):
    count = 1
    for n in shape:
        count *= n
    return torch.arange(count).reshape(shape).to(dtype)


def save(name, value, **options):
    torch.save(value, HERE / name, **options)


network = torch.nn.Sequential(torch.nn.Conv2d(2, 3, 2), torch.nn.BatchNorm2d(3))
state = network.state_dict()
for key in state:
    state[key].copy_(ramp(*state[key].shape, dtype=state[key].dtype))

save("zip.pth", state)
save("legacy.pth", state, _use_new_zipfile_serialization=False)
save("protocol4.pth", state, pickle_protocol=4)
save("protocol5.pth", state, pickle_protocol=5)
save("legacy_protocol1.pth", state, pickle_protocol=1, _use_new_zipfile_serialization=False)
save("module_prefix.pth", {"module." + k: v for k, v in state.items()})
optimizer = torch.optim.SGD(network.parameters(), lr=0.1, momentum=0.9)
save("training.pth", {"epoch": 7, "loss": 0.25, "best": None, "done": True, "notes": ["a", ("b", -1)], "type": torch.float32,
                      "state_dict": state, "optimizer": optimizer.state_dict()})
save("parameters.pth", {"weight": torch.nn.Parameter(ramp(2, 2)), "step": 3})

base = ramp(3, 4)
save("views.pth", collections.OrderedDict(
    base=base, transposed=base.t(), row=base[1], column=base[:, 2], tied=base, empty=torch.zeros(0, 3)))
save("legacy_views.pth", collections.OrderedDict(base=base, transposed=base.t(), row=base[1]),
     _use_new_zipfile_serialization=False)

DTYPES = [torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.int8, torch.uint8, torch.int16,
          torch.int32, torch.int64, torch.bool]
save("dtypes.pth", {str(d)[len("torch."):]: ramp(2, dtype=d) for d in DTYPES})

# Refused: a network with its code, an archive of TorchScript.
save("whole_network.pth", torch.nn.Linear(1, 1))
torch.jit.script(torch.nn.Linear(1, 1)).save(str(HERE / "torchscript.pt"))


def safetensors(name, tensors, metadata=None):
    header, data = ({"__metadata__": metadata} if metadata else {}), b""
    for key, (dtype, tensor) in tensors.items():
        raw = bytes(tensor.contiguous().view(torch.uint8).flatten().tolist()) if tensor.dim() else tensor.numpy().tobytes()
        header[key] = {"dtype": dtype, "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    (HERE / name).write_bytes(struct.pack("<Q", len(text)) + text + data)


safetensors("plain.safetensors", {
    "conv.weight": ("F32", ramp(2, 3)), "conv.bias": ("F16", ramp(2, dtype=torch.float16)),
    "bn.num_batches_tracked": ("I64", torch.tensor(5)), "scale": ("BF16", ramp(3, dtype=torch.bfloat16))},
    {"format": "pt"})
