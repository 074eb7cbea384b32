"""Rebuild a transformers checkpoint from shipped CTranslate2 int8 weights, to train on or to compare engines.

    python -m models.training.restore models/compact/translator work/translator

The file layout is CTranslate2's model binary, version 6 (``ctranslate2.specs.model_spec``): a header, named
variables (shape, type, bytes), then aliases.  An int8 matrix has a float scale for each row; value = int8 / scale.
"""

from __future__ import annotations

import argparse
import shutil
import struct
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from models.training.shape import configuration

Array = npt.NDArray[Any]
TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16, 5: np.uint16}
BFLOAT16 = 5


def read_variables(path: Path) -> dict[str, Array]:
    """The variables of a CTranslate2 ``model.bin``: name → array of the stored shape (bfloat16 widened to float32).

    Raises:
        ValueError: when the file is not a version 6 model binary.
    """
    data, at = path.read_bytes(), 0

    def take(form: str) -> int:
        nonlocal at
        value = struct.unpack_from(f"<{form}", data, at)[0]
        at += struct.calcsize(form)
        return int(value)

    def string() -> str:
        nonlocal at
        size = take("H")
        value = data[at : at + size].rstrip(b"\0").decode()
        at += size
        return value

    if take("I") != 6:
        raise ValueError(f"{path} is not a CTranslate2 model binary of version 6")
    string()
    take("I")
    found: dict[str, Array] = {}
    for _ in range(take("I")):
        name = string()
        shape = [take("I") for _ in range(take("B"))]
        kind, size = take("B"), take("I")
        raw = np.frombuffer(data, TYPES[kind], size // np.dtype(TYPES[kind]).itemsize, at).reshape(shape)
        found[name] = (raw.astype(np.uint32) << 16).view(np.float32) if kind == BFLOAT16 else raw
        at += size
    for _ in range(take("I")):
        alias = string()
        found[alias] = found[string()]
    return found


def state_dict(variables: dict[str, Array]) -> dict[str, Array]:
    """The variables under transformers' Pegasus names, in float32."""

    def weight(name: str) -> Array:
        value = variables[f"{name}/weight"].astype(np.float32)
        scale = variables.get(f"{name}/weight_scale")
        return value if scale is None else value / scale.astype(np.float32)[:, None]

    state: dict[str, Array] = {}

    def linear(name: str, *targets: str) -> None:
        weights = np.split(weight(name), len(targets))
        biases = np.split(variables[f"{name}/bias"].astype(np.float32), len(targets))
        for target, w, b in zip(targets, weights, biases, strict=True):
            state[f"{target}.weight"], state[f"{target}.bias"] = w, b

    def norm(name: str, target: str) -> None:
        state[f"{target}.weight"] = variables[f"{name}/gamma"].astype(np.float32)
        state[f"{target}.bias"] = variables[f"{name}/beta"].astype(np.float32)

    for side in ("encoder", "decoder"):
        layers = {n.split("/")[1] for n in variables if n.startswith(f"{side}/layer_") and n.count("/") > 1}
        for k in range(len({n for n in layers if n[6:].isdigit()})):
            old, new = f"{side}/layer_{k}", f"model.{side}.layers.{k}"
            attention = f"{new}.self_attn"
            linear(
                f"{old}/self_attention/linear_0",
                *(f"{attention}.{p}_proj" for p in "qkv"),
            )
            linear(f"{old}/self_attention/linear_1", f"{attention}.out_proj")
            norm(f"{old}/self_attention/layer_norm", f"{new}.self_attn_layer_norm")
            if side == "decoder":
                cross = f"{new}.encoder_attn"
                linear(f"{old}/attention/linear_0", f"{cross}.q_proj")
                linear(f"{old}/attention/linear_1", f"{cross}.k_proj", f"{cross}.v_proj")
                linear(f"{old}/attention/linear_2", f"{cross}.out_proj")
                norm(f"{old}/attention/layer_norm", f"{new}.encoder_attn_layer_norm")
            linear(f"{old}/ffn/linear_0", f"{new}.fc1")
            linear(f"{old}/ffn/linear_1", f"{new}.fc2")
            norm(f"{old}/ffn/layer_norm", f"{new}.final_layer_norm")
        norm(f"{side}/layer_norm", f"model.{side}.layer_norm")
    shared = weight("decoder/embeddings")
    state["model.shared.weight"] = shared
    return state


def load(folder: Path) -> Any:
    """A ``PegasusForConditionalGeneration`` with the weights of a CTranslate2 folder that this project exported."""
    import torch
    from transformers import PegasusForConditionalGeneration

    state = state_dict(read_variables(folder / "model.bin"))
    vocabulary, width = state["model.shared.weight"].shape
    count = {side: len({n.split(".")[3] for n in state if n.startswith(f"model.{side}.layers")}) for side in STACKS}
    inner = state["model.encoder.layers.0.fc1.weight"].shape[0]
    config = configuration(vocabulary, width, inner, (count["encoder"], count["decoder"]))
    model = PegasusForConditionalGeneration(config).eval()
    result = model.load_state_dict({k: torch.from_numpy(v.copy()) for k, v in state.items()}, strict=False)
    if result.unexpected_keys:
        raise ValueError(f"{folder} holds variables a Pegasus model lacks: {result.unexpected_keys[:3]}")
    model.tie_weights()
    return model


STACKS = ("encoder", "decoder")


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("ct2", type=Path)
    p.add_argument("out", type=Path)
    a = p.parse_args()
    load(a.ct2).save_pretrained(a.out)
    shutil.copyfile(a.ct2 / "spm.model", a.out / "spm.model")


if __name__ == "__main__":
    main()
