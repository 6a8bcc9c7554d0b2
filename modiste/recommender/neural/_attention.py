"""The network of SASRec: causal self-attention over a sequence of items (Kang and McAuley 2018)."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

START = 0.02  # so small that an item seen twice is known by these two, not by the chance it began with


class Attention(nn.Module):
    """Turns each place of a sequence into a vector that asks for the item that comes next.

    Parameters
    ----------
    items, d, blocks : int
        Size of the catalogue, length of the vectors, number of attention blocks.
    longest : int
        Places a sequence may have, with its opening token.
    dropout : float
    """

    def __init__(self, items: int, d: int, blocks: int, longest: int, dropout: float) -> None:
        super().__init__()
        self.items = nn.Embedding(items + 1, d)  # the last one opens every sequence, so an empty one asks for something
        self.places = nn.Embedding(longest, d)
        self.blocks = nn.ModuleList(Block(d, dropout) for _ in range(blocks))
        self.norm = nn.LayerNorm(d)
        self.dropout = dropout
        for embedding in (self.items, self.places):
            nn.init.normal_(embedding.weight, std=START)

    def forward(self, sequences: Tensor) -> Tensor:
        """Return (b, L, d) for sequences (b, L) that begin with the opening token; padding stands at their end."""
        places = torch.arange(sequences.shape[1], device=sequences.device)
        x = (self.items(sequences) + self.places(places)) * math.sqrt(self.items.embedding_dim)
        x = functional.dropout(x, self.dropout, self.training)
        for block in self.blocks:
            x = block(x)
        return self.norm(x)


class Block(nn.Module):
    """Attention to what came before, then two layers on each place alone; each added to what was there."""

    def __init__(self, d: int, dropout: float) -> None:
        super().__init__()
        self.before_attention, self.before_layers = nn.LayerNorm(d), nn.LayerNorm(d)
        self.asked = nn.Linear(d, 3 * d)  # query, key and value
        self.answer = nn.Linear(d, d)
        self.layers = nn.Sequential(nn.Linear(d, d), nn.ReLU(), nn.Dropout(dropout), nn.Linear(d, d))
        self.dropout = dropout

    def forward(self, x: Tensor) -> Tensor:
        """Return (b, L, d) for (b, L, d). A place sees none after it, so padding at the end changes nothing."""
        query, key, value = self.asked(self.before_attention(x)).chunk(3, dim=-1)
        seen = functional.scaled_dot_product_attention(query, key, value, is_causal=True)
        x = x + functional.dropout(self.answer(seen), self.dropout, self.training)
        return x + functional.dropout(self.layers(self.before_layers(x)), self.dropout, self.training)
