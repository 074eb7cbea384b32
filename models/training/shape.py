"""The shape both models have, as a transformers configuration."""

from __future__ import annotations

from typing import Any

PAD, BOS, EOS, UNK = 0, 1, 2, 3


def configuration(
    vocabulary: int, width: int, inner: int, layers: tuple[int, int], *, positions: int = 512, dropout: float = 0.0
) -> Any:
    """A ``PegasusConfig``: pre-norm, sinusoidal positions, tied embeddings, heads of 64.

    ``layers`` is (encoder, decoder), ``inner`` the feed-forward width.
    """
    from transformers import PegasusConfig

    return PegasusConfig(
        vocab_size=vocabulary,
        d_model=width,
        encoder_layers=layers[0],
        decoder_layers=layers[1],
        encoder_ffn_dim=inner,
        decoder_ffn_dim=inner,
        encoder_attention_heads=width // 64,
        decoder_attention_heads=width // 64,
        max_position_embeddings=positions,
        pad_token_id=PAD,
        bos_token_id=BOS,
        eos_token_id=EOS,
        decoder_start_token_id=PAD,
        forced_eos_token_id=None,
        dropout=dropout,
        attention_dropout=0.0,
        activation_function="relu",
        scale_embedding=True,
        tie_word_embeddings=True,
    )
