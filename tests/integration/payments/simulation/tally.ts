/** How often everything occurred. */
export class Tally {
  readonly counts = new Map<string, number>();

  add(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  words(): string {
    return [...this.counts].map(([what, count]) => `${what}: ${count}`).join(', ');
  }
}
