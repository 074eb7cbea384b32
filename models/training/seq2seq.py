"""Train a small encoder-decoder (Pegasus shape: pre-norm, sinusoidal positions, tied embeddings) on a CPU or one GPU.

    python -m models.training.seq2seq spm    --data a.tsv.xz b.tsv.xz --vocab 8000 --out work/joint
    python -m models.training.seq2seq train  --data a.tsv.xz:2 b.tsv.xz --dev dev.tsv --spm work/joint.model \
        --out work/mt --minutes 120 --decay 30
    python -m models.training.seq2seq train  … --resume --minutes 60 --decay 30      (a later session)
    python -m models.training.seq2seq export --out work/mt --ct2 work/mt-int8        (CTranslate2 int8)

A .tsv line is ``source<TAB>target``; ``:2`` after a file repeats it.  The learning rate is warm-up → constant →
linear fall over the last ``--decay`` minutes, so that a run of unknown length can be stopped and resumed.  Weight
matrices are trained with Muon, the rest with AdamW.  Shapes are padded to a few fixed buckets, because oneDNN compiles
a kernel for every new one; preload tcmalloc on a CPU.

A quarter of a million pairs are soon learnt by heart.  Three things that cost next to nothing work against it:
``--sample`` reads half of the texts in another segmentation every epoch (subword regularization, Kudo 2018),
``--blank`` hides single pieces of both inputs (word dropout, Gal and Ghahramani 2016), ``--channels`` drops the same
channels of a sublayer at all positions of a sentence (variational dropout, the same paper), where dropout proper spends
its time on random numbers.
"""

from __future__ import annotations

import argparse
import lzma
import os
import random
import re
import shutil
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.slots import SYMBOLS
from models.training.shape import BOS, EOS, PAD, UNK, configuration

BUCKETS = [16, 24, 32, 40, 48, 64, 80, 104, 136, 176, 224, 288, 384, 512, 768, 1024]
DONE = "done"  # the file in a checkpoint's folder that says its training came to the end
Ids = list[int]
Row = tuple[Ids, Ids]


def read_pairs(spec: str) -> list[tuple[str, str]]:
    """The ``source, target`` lines of a .tsv or .tsv.xz file, repeated where the name ends in ``:N``."""
    path, times = spec, 1
    if found := re.fullmatch(r"(.+):(\d+)", spec):
        path, times = found[1], int(found[2])
    opener: Any = lzma.open if path.endswith(".xz") else open
    with opener(path, "rt", encoding="utf8") as file:
        rows = [line.rstrip("\n").split("\t")[:2] for line in file if "\t" in line]
    return [(source, target) for source, target in rows] * times


def train_pieces(a: argparse.Namespace) -> None:
    """A joint unigram vocabulary with byte fallback and split digits."""
    import sentencepiece

    text = Path(a.out).with_suffix(".txt")
    text.parent.mkdir(parents=True, exist_ok=True)
    with open(text, "w", encoding="utf8") as file:
        for spec in a.data:
            for pair in read_pairs(spec):
                file.write("\n".join(pair) + "\n")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=a.out,
        vocab_size=a.vocab,
        model_type="unigram",
        character_coverage=0.9998,
        byte_fallback=True,
        split_digits=True,
        pad_id=PAD,
        bos_id=BOS,
        eos_id=EOS,
        unk_id=UNK,
        max_sentence_length=8000,
        normalization_rule_name="nmt_nfkc",
        user_defined_symbols=list(SYMBOLS),
        input_sentence_size=1_000_000,
        shuffle_input_sentence=True,
        num_threads=os.cpu_count(),
        minloglevel=2,
    )
    text.unlink()


def buckets(longest: int) -> list[int]:
    """The padded lengths in use, up to and with ``longest``."""
    return [b for b in BUCKETS if b < longest] + [longest]


def padded(rows: list[Ids], length: int) -> Any:
    """An int64 tensor of shape (rows, length), filled up with ``PAD``."""
    import torch

    return torch.tensor([r + [PAD] * (length - len(r)) for r in rows])


def batches(data: list[Row], tokens: int, longest: tuple[int, int]) -> Iterator[tuple[tuple[int, int], list[int]]]:
    """One epoch in random order: ((source length, target length), indices) of about ``tokens`` padded tokens each."""
    order = list(range(len(data)))
    random.shuffle(order)
    waiting: dict[tuple[int, int], list[int]] = defaultdict(list)
    ready = []
    for i in order:
        lengths = (next(b for b in buckets(m) if b >= len(x)) for m, x in zip(longest, data[i], strict=True))
        source, target = lengths
        key = (source, target) if longest[0] != longest[1] else (max(source, target),) * 2
        waiting[key].append(i)
        if len(waiting[key]) == max(8, tokens // sum(key) // 8 * 8):
            ready.append((key, waiting.pop(key)))
    random.shuffle(ready)
    yield from ready


def build(a: argparse.Namespace, vocabulary: int) -> Any:
    """A new model of ``--arch``, or the checkpoint of ``--resume`` or ``--init``."""
    import torch
    from transformers import PegasusForConditionalGeneration

    if a.resume or a.init:
        start = str(a.out) if a.resume else a.init
        model = PegasusForConditionalGeneration.from_pretrained(start, dtype=torch.float32)
        model.config.dropout = a.dropout
        for module in model.modules():
            if isinstance(getattr(module, "dropout", None), float):
                module.dropout = a.dropout
        return model
    width, inner, encoder, decoder = (int(x) for x in a.arch.split(","))
    positions = max(a.max_src, a.max_tgt, 512)
    config = configuration(vocabulary, width, inner, (encoder, decoder), positions=positions, dropout=a.dropout)
    return PegasusForConditionalGeneration(config)


def drop_channels(model: Any, share: float) -> None:
    """Let ``share`` of the channels of each sublayer's output be zero in training, another choice for each sentence."""
    import torch

    def drop(module: Any, _: Any, output: Any) -> Any:
        if not module.training:
            return output
        kept = torch.rand(output.shape[0], 1, output.shape[2], device=output.device) >= share
        return output * (kept / (1 - share)).to(output.dtype)

    for name, module in model.named_modules():
        if name.endswith(("attn.out_proj", "fc2")):
            module.register_forward_hook(drop)


def blanked(ids: Any, share: float, kept: Any) -> Any:
    """``ids`` with ``share`` of the pieces replaced by the unknown one; the ids of ``kept`` (a 1-D tensor) stay."""
    import torch

    hit = (torch.rand(ids.shape, device=ids.device) < share) & ~torch.isin(ids, kept)
    return ids.masked_fill(hit, UNK)


def encoded(pairs: list[tuple[str, str]], pieces: Any, a: argparse.Namespace) -> list[Row]:
    """Piece ids of source and target, cut at ``--max-src`` and ``--max-tgt``; with ``--sample``, half of the pairs in a
    segmentation drawn at random, where that fits."""
    rows = []
    for pair in pairs:
        drawn = a.sample and random.random() < 0.5
        ids = [pieces.encode(t, enable_sampling=bool(drawn), alpha=a.sample, nbest_size=-1) for t in pair]
        if drawn and (len(ids[0]) >= a.max_src or len(ids[1]) >= a.max_tgt):
            ids = [pieces.encode(t) for t in pair]
        rows.append(([*ids[0][: a.max_src - 1], EOS], [*ids[1][: a.max_tgt - 1], EOS]))
    return rows


def optimizers(a: argparse.Namespace, model: Any) -> dict[str, Any]:
    """Muon for the weight matrices, AdamW for embeddings, norms and biases (AdamW for all where ``--muon 0``)."""
    import torch

    matrices = [p for n, p in model.named_parameters() if p.ndim == 2 and "shared" not in n and "embed" not in n]
    inside = {id(p) for p in matrices}
    rest = [p for p in model.parameters() if id(p) not in inside]
    adam = torch.optim.AdamW(rest, lr=a.lr, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    if not a.muon:
        adam.add_param_group({"params": matrices})
        return {"adam": adam}
    muon = torch.optim.Muon(matrices, lr=a.muon, weight_decay=0.01, momentum=0.95, adjust_lr_fn="match_rms_adamw")
    return {"adam": adam, "muon": muon}


def train(a: argparse.Namespace) -> None:
    """Train for ``--minutes``; weights and optimiser state are saved every ``--save`` minutes and at the end."""
    import sentencepiece
    import torch
    import torch.nn.functional as functional

    device = "cuda" if torch.cuda.is_available() else "cpu"
    random.seed(a.seed)
    torch.manual_seed(a.seed)
    torch.set_num_threads(os.cpu_count() or 1)
    pieces = sentencepiece.SentencePieceProcessor(model_file=a.spm)
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    (out / DONE).unlink(missing_ok=True)
    if not (out / "spm.model").exists():
        shutil.copyfile(a.spm, out / "spm.model")
    pairs = [pair for spec in a.data for pair in read_pairs(spec)]
    data = encoded(pairs, pieces, a)
    dev = read_pairs(a.dev)[: a.dev_size] if a.dev else []
    print(f"{device}: {len(data)} pairs, {sum(len(s) + len(t) for s, t in data):,} tokens per epoch", flush=True)
    model = build(a, pieces.get_piece_size())
    if device == "cpu":  # masked bf16 SDPA takes a slow path on CPUs: eager is a third faster
        model.set_attn_implementation("eager")
    model.to(device).train()
    if a.channels:
        drop_channels(model, a.channels)
    kept = torch.tensor([PAD, BOS, EOS, *(pieces.piece_to_id(symbol) for symbol in SYMBOLS)], device=device)
    opts = optimizers(a, model)
    base = {"adam": a.lr, "muon": a.muon}
    step = 0
    if a.resume and (out / "state.pt").exists():
        state = torch.load(out / "state.pt", weights_only=True, map_location="cpu")
        for name, opt in opts.items():
            opt.load_state_dict(state[name])
        step = state["step"]
        random.seed(a.seed + step)

    def save() -> None:
        model.save_pretrained(out / "next")
        for file in (out / "next").iterdir():
            os.replace(file, out / file.name)
        torch.save({"step": step, **{k: o.state_dict() for k, o in opts.items()}}, out / "state.tmp")
        os.replace(out / "state.tmp", out / "state.pt")

    start = saved = shown = evaluated = time.time()
    total, decay, seen = a.minutes * 60, a.decay * 60, 0
    losses: list[Any] = []
    fresh = True
    while time.time() - start < total:
        if a.sample and not fresh:
            data = encoded(pairs, pieces, a)
        fresh = False
        for (source, target), part in batches(data, a.tokens, (a.max_src, a.max_tgt)):
            gone = time.time() - start
            if gone > total:
                break
            scale = min(1.0, (step + 1) / a.warmup)
            if decay and gone > total - decay:
                scale *= 0.02 + 0.98 * (total - gone) / decay
            for name, opt in opts.items():
                for group in opt.param_groups:
                    group["lr"] = base[name] * scale
            x = padded([data[i][0] for i in part], source).to(device)
            y = padded([data[i][1] for i in part], target).to(device)
            before = torch.cat([torch.full_like(y[:, :1], PAD), y[:, :-1]], 1)
            source_ids, target_ids = (blanked(ids, a.blank, kept) for ids in (x, before)) if a.blank else (x, before)
            with torch.autocast(device, dtype=torch.bfloat16):
                logits = model(
                    input_ids=source_ids,
                    attention_mask=(x != PAD).long(),
                    decoder_input_ids=target_ids,
                    use_cache=False,
                ).logits
            real = y.view(-1) != PAD
            loss = functional.cross_entropy(
                logits.view(-1, logits.size(-1))[real].float(), y.view(-1)[real], label_smoothing=a.smooth
            )
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            for opt in opts.values():
                opt.step()
            model.zero_grad(set_to_none=True)
            step += 1
            seen += int((x != PAD).sum() + real.sum())
            losses.append(loss.detach())
            now = time.time()
            if now - shown > a.log:
                mean = float(torch.stack(losses).mean())
                speed = seen / (now - start)
                print(
                    f"{gone / 60:6.1f} min  step {step}  loss {mean:.3f}  {speed:,.0f} tok/s  lr x{scale:.2f}",
                    flush=True,
                )
                shown, losses = now, []
            if now - saved > a.save * 60:
                save()
                saved = now
            if dev and now - evaluated > a.eval * 60:
                print(f"{gone / 60:6.1f} min  step {step}  dev {evaluate(model, pieces, dev, a, device)}", flush=True)
                evaluated = time.time()
    save()
    (out / DONE).touch()
    if dev:
        print(f"end  step {step}  dev {evaluate(model, pieces, dev, a, device)}", flush=True)


def evaluate(
    model: Any, pieces: Any, dev: list[tuple[str, str]], a: argparse.Namespace, device: str
) -> dict[str, float]:
    """Greedy BLEU and chrF (sacrebleu) of the model being trained on ``dev``."""
    import sacrebleu
    import torch

    model.eval()
    hypotheses = [""] * len(dev)
    order = sorted(range(len(dev)), key=lambda i: len(dev[i][0]))
    for k in range(0, len(order), 32):
        part = order[k : k + 32]
        sources = [[*pieces.encode(dev[i][0])[: a.max_src - 1], EOS] for i in part]
        x = padded(sources, max(map(len, sources))).to(device)
        with torch.no_grad(), torch.autocast(device, dtype=torch.bfloat16):
            y = model.generate(
                input_ids=x, attention_mask=(x != PAD).long(), num_beams=1, max_new_tokens=min(a.max_tgt, 200)
            )
        for i, ids in zip(part, y.tolist(), strict=True):
            hypotheses[i] = pieces.decode([t for t in ids if t > UNK])
    model.train()
    references = [[t for _, t in dev]]
    bleu, chrf = sacrebleu.corpus_bleu(hypotheses, references), sacrebleu.corpus_chrf(hypotheses, references)
    return {"bleu": round(bleu.score, 2), "chrf": round(chrf.score, 2)}


def export(a: argparse.Namespace) -> None:
    """A transformers checkpoint → CTranslate2 int8 without a tokenizer class: feed it pieces that end with ``</s>``."""
    import sentencepiece
    from ctranslate2.converters.transformers import PegasusLoader
    from transformers import PegasusForConditionalGeneration

    out, to = Path(a.out), Path(a.ct2)
    model = PegasusForConditionalGeneration.from_pretrained(str(out)).eval()
    model.config.normalize_before, model.config.normalize_embedding = True, False
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(out / "spm.model"))
    loader = PegasusLoader()
    spec = loader.get_model_spec(model)
    loader.set_vocabulary(spec, [pieces.id_to_piece(i) for i in range(pieces.get_piece_size())])
    spec.config.bos_token = spec.config.decoder_start_token = pieces.id_to_piece(PAD)
    spec.config.eos_token, spec.config.unk_token = pieces.id_to_piece(EOS), pieces.id_to_piece(UNK)
    spec.validate()
    spec.optimize(quantization="int8")
    to.mkdir(parents=True, exist_ok=True)
    spec.save(str(to))
    shutil.copyfile(out / "spm.model", to / "spm.model")


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = p.add_subparsers(required=True)
    q = sub.add_parser("spm")
    q.set_defaults(run=train_pieces)
    q.add_argument("--data", nargs="+", required=True)
    q.add_argument("--out", required=True)
    q.add_argument("--vocab", type=int, default=8000)
    q = sub.add_parser("train")
    q.set_defaults(run=train)
    q.add_argument("--data", nargs="+", required=True)
    q.add_argument("--dev")
    q.add_argument("--dev-size", type=int, default=300)
    q.add_argument("--spm", required=True)
    q.add_argument("--out", required=True)
    q.add_argument("--init", help="a checkpoint folder to start from")
    q.add_argument("--resume", action="store_true", help="go on from --out, optimiser state included")
    q.add_argument("--arch", default="384,1536,6,2", help="width, feed-forward width, encoder layers, decoder layers")
    q.add_argument("--max-src", type=int, default=224)
    q.add_argument("--max-tgt", type=int, default=224)
    q.add_argument("--tokens", type=int, default=8192, help="padded tokens per batch (a GPU wants 65536)")
    q.add_argument("--lr", type=float, default=2e-3, help="AdamW's rate")
    q.add_argument("--muon", type=float, default=3e-3, help="Muon's rate; 0: AdamW for all")
    q.add_argument("--warmup", type=int, default=150)
    q.add_argument("--dropout", type=float, default=0.0)
    q.add_argument("--channels", type=float, default=0.0, help="share of channels dropped, for small data")
    q.add_argument("--blank", type=float, default=0.0, help="share of input pieces hidden, for small data")
    q.add_argument("--sample", type=float, default=0.0, help="alpha of sampled segmentations, 0: the best one always")
    q.add_argument("--smooth", type=float, default=0.1)
    q.add_argument("--minutes", type=float, required=True)
    q.add_argument("--decay", type=float, default=0, help="last minutes, in which the rates fall to near zero")
    q.add_argument("--save", type=float, default=10)
    q.add_argument("--eval", type=float, default=30)
    q.add_argument("--log", type=float, default=60)
    q.add_argument("--seed", type=int, default=1)
    q = sub.add_parser("export")
    q.set_defaults(run=export)
    q.add_argument("--out", required=True)
    q.add_argument("--ct2", required=True)
    return p


def main() -> None:
    a = parser().parse_args()
    a.run(a)


if __name__ == "__main__":
    main()
