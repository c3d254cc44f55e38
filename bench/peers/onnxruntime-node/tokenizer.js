import { readFileSync } from "node:fs";

const WORDS = /'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+/gu;
const LENGTH = 77;

/** CLIP's byte pair encoding, for text of ASCII characters. */
export class Tokenizer {
  constructor(folder) {
    this.vocabulary = JSON.parse(readFileSync(`${folder}/vocab.json`, "utf8"));
    const merges = readFileSync(`${folder}/merges.txt`, "utf8").split("\n").slice(1).filter(Boolean);
    this.ranks = new Map(merges.map((pair, rank) => [pair, rank]));
  }

  /** 77 ids: start, text, end, padding. */
  encode(text) {
    const words = text.toLowerCase().match(WORDS) ?? [];
    const ids = words.flatMap((word) => this.#split(word)).map((symbol) => this.vocabulary[symbol]);
    const framed = [this.vocabulary["<|startoftext|>"], ...ids.slice(0, LENGTH - 2)];
    return [...framed, ...Array(LENGTH - framed.length).fill(this.vocabulary["<|endoftext|>"])];
  }

  #split(word) {
    const symbols = [...word];
    symbols[symbols.length - 1] += "</w>";
    for (;;) {
      const ranks = symbols.slice(1).map((right, i) => this.ranks.get(`${symbols[i]} ${right}`) ?? Infinity);
      const best = Math.min(...ranks);
      if (best === Infinity) {
        return symbols;
      }
      const i = ranks.indexOf(best);
      symbols.splice(i, 2, symbols[i] + symbols[i + 1]);
    }
  }
}
