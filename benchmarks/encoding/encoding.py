"""Encodes the same texts with sentence-transformers (float32) and with ours, turn about, and prints the rates.

Turn about, because a machine's speed drifts: every round gives each of them the same share of the texts, one after
the other, and the ratio of a round compares neighbours in time. Medians over the rounds are printed.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import time


def text_of(film: dict) -> str:
    """The film as a sentence or two: "Title (year). Genres. keywords. description"."""
    title = film.get("title") or film.get("original_title") or film.get("title_ru", "")
    parts = [f"{title} ({film.get('year', '')})", ", ".join(film.get("genres", [])),
             ", ".join(film.get("keywords", [])), film.get("synopsis_en", "")]
    return " ".join(f"{part}." for part in parts if part).replace("\n", " ")


def read_texts(source: pathlib.Path) -> list[str]:
    """Texts of the films in a folder of JSON Lines or in one such file; the lines themselves of a .txt file."""
    if source.suffix == ".txt":
        return source.read_text(encoding="utf-8").splitlines()
    files = sorted(source.glob("*.jsonl")) if source.is_dir() else [source]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [text_of(json.loads(line)) for line in lines if line.strip()]


class Reference:
    name = "sentence-transformers f32"

    def __init__(self, model: str, threads: int):
        import torch
        from sentence_transformers import SentenceTransformer

        torch.set_num_threads(threads)
        self.model = SentenceTransformer(model, device="cpu")
        self.model.encode(["warm"])

    def seconds(self, texts: list[str]) -> float:
        start = time.perf_counter()
        self.model.encode(texts, batch_size=32, show_progress_bar=False)
        return time.perf_counter() - start


class Ours:
    def __init__(self, program: str, model: str, precision: str, threads: int):
        self.name = f"kinosovet {precision}"
        command = [program, model, precision, str(threads)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def seconds(self, texts: list[str]) -> float:
        self.process.stdin.write("\n".join(texts) + "\n\n")
        self.process.stdin.flush()
        result = json.loads(self.process.stdout.readline())
        assert result["count"] == len(texts), result
        return result["seconds"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--texts", required=True, type=pathlib.Path)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--count", type=int, default=1000, help="texts per round")
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()

    texts = read_texts(options.texts)
    step = max(1, len(texts) // options.count)
    texts = texts[::step][: options.count]
    runners = [Reference(options.model, options.threads)]
    runners += [Ours(options.program, options.model, precision, options.threads) for precision in ("f32", "bf16")]
    rates = {runner.name: [] for runner in runners}
    for runner in runners:
        runner.seconds(texts)  # every shape of a batch has been seen once before it counts
    for _ in range(options.rounds):
        for runner in runners:
            rates[runner.name].append(len(texts) / runner.seconds(texts))
    print(f"{len(texts)} texts of {statistics.mean(map(len, texts)):.0f} characters, "
          f"{options.threads} threads, {options.rounds} rounds")
    base = rates[runners[0].name]
    for name, values in rates.items():
        ratios = [value / other for value, other in zip(values, base)]
        print(f"{name:28} {statistics.median(values):8.0f} texts/s   {statistics.median(ratios):5.2f}x"
              f"   (rounds {min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
