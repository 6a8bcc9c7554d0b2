"""The network: a U-Net of MobileNet's inverted residuals (Sandler et al. 2018), half a million weights; its file."""

import operator
from collections.abc import Callable
from typing import Any

import torch
from torch import nn
from torch.fx import Node, symbolic_trace
from torch.fx.experimental.optimization import fuse

from benchmarks.cutout_network.onnx_writer import Graph
from modiste.vision.cutout._net import CHANNELS, SIDE

WIDTHS = (16, 24, 40, 80, 112)  # channels at a half, a quarter, … of the side
DEPTHS = (0, 1, 2, 2, 2)  # further blocks at each of them
EXPANSION = 4


def _layer(wide: int, out: int, size: int = 3, stride: int = 1, groups: int = 1) -> list[nn.Module]:
    convolution = nn.Conv2d(wide, out, size, stride, size // 2, groups=groups, bias=False)
    return [convolution, nn.BatchNorm2d(out)]


class Block(nn.Module):
    """Wide, along each channel, narrow again; what came in is added where the shapes allow."""

    def __init__(self, wide: int, out: int, stride: int = 1) -> None:
        super().__init__()
        inner = EXPANSION * wide
        self.layers = nn.Sequential(
            *_layer(wide, inner, 1),
            nn.ReLU6(),
            *_layer(inner, inner, 3, stride, inner),
            nn.ReLU6(),
            *_layer(inner, out, 1),
        )
        self.is_added = stride == 1 and wide == out

    def forward(self, seen: torch.Tensor) -> torch.Tensor:
        made = self.layers(seen)
        return seen + made if self.is_added else made


class Network(nn.Module):
    """(n, CHANNELS, SIDE, SIDE) → the chance of garment, (n, 1, SIDE / 2, SIDE / 2)."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(*_layer(CHANNELS, WIDTHS[0], 3, 2), nn.ReLU6())
        self.down = nn.ModuleList(
            nn.Sequential(Block(wide, out, 2), *(Block(out, out) for _ in range(depth)))
            for wide, out, depth in zip(WIDTHS[:-1], WIDTHS[1:], DEPTHS[1:], strict=True)
        )
        deepest = WIDTHS[-1]
        self.around = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(deepest, deepest, 1), nn.Sigmoid())
        up = WIDTHS[::-1]
        self.up = nn.ModuleList(
            nn.Sequential(
                *_layer(wide + out, out, 1), nn.ReLU6(), *_layer(out, out, 3, 1, out), nn.ReLU6(), *_layer(out, out, 1)
            )
            for wide, out in zip(up[:-1], up[1:], strict=True)
        )
        self.larger = nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False)
        self.last = nn.Conv2d(WIDTHS[0], 1, 3, padding=1)
        self.chance = nn.Sigmoid()

    def odds(self, seen: torch.Tensor) -> torch.Tensor:
        """Log odds of garment, (n, 1, SIDE / 2, SIDE / 2)."""
        levels = [self.stem(seen)]
        for step in self.down:
            levels.append(step(levels[-1]))
        made = levels[-1] * self.around(levels[-1])
        for number, step in enumerate(self.up):
            made = step(torch.cat([self.larger(made), levels[-2 - number]], 1))
        return self.last(made)

    def forward(self, seen: torch.Tensor) -> torch.Tensor:
        return self.chance(self.odds(seen))


def as_onnx(network: Network) -> bytes:
    """The trained network as an ONNX file; batch normalisation is folded into the convolutions."""
    traced = fuse(symbolic_trace(network.eval()))
    modules = dict(traced.named_modules())
    shape = ["n", CHANNELS, SIDE, SIDE]
    graph = Graph({"picture": shape}, {"garment": ["n", 1, SIDE // 2, SIDE // 2]})
    names: dict[Node, str] = {}
    for node in traced.graph.nodes:
        if node.op == "placeholder":
            names[node] = "picture"
        elif node.op == "output":
            graph.node("Identity", [names[node.args[0]]], "garment")
        elif node.op == "call_module":
            module = modules[node.target]
            names[node] = _MODULES[type(module)](graph, module, names[node.args[0]], node.name)
        elif node.target is torch.cat:
            names[node] = graph.node("Concat", [names[one] for one in node.args[0]], node.name, axis=1)
        else:
            kind = {operator.add: "Add", operator.mul: "Mul"}[node.target]
            names[node] = graph.node(kind, [names[one] for one in node.args], node.name)
    return graph.content()


def _convolution(graph: Graph, module: nn.Conv2d, seen: str, name: str) -> str:
    assert module.bias is not None
    weight = graph.constant(f"{name}.w", module.weight.detach().numpy())
    bias = graph.constant(f"{name}.b", module.bias.detach().numpy())
    pads = [*module.padding, *module.padding]
    sizes = {"kernel_shape": list(module.kernel_size), "strides": list(module.stride), "pads": pads}
    return graph.node("Conv", [seen, weight, bias], name, group=module.groups, **sizes)


def _clipped(graph: Graph, _: nn.ReLU6, seen: str, name: str) -> str:
    least, most = (
        graph.constant(f"{name}.{end}", torch.tensor(float(value)).numpy())
        for end, value in (("least", 0), ("most", 6))
    )
    return graph.node("Clip", [seen, least, most], name)


def _larger(graph: Graph, _: nn.Upsample, seen: str, name: str) -> str:
    scales = graph.constant(f"{name}.scales", torch.tensor([1.0, 1.0, 2.0, 2.0]).numpy())
    return graph.node("Resize", [seen, "", scales], name, mode="linear", coordinate_transformation_mode="half_pixel")


_MODULES: dict[type, Callable[[Graph, Any, str, str], str]] = {
    nn.Conv2d: _convolution,
    nn.ReLU6: _clipped,
    nn.Upsample: _larger,
    nn.Sigmoid: lambda graph, _, seen, name: graph.node("Sigmoid", [seen], name),
    nn.AdaptiveAvgPool2d: lambda graph, _, seen, name: graph.node("GlobalAveragePool", [seen], name),
}
