/** Holds the page's shape until the lot is there, so that nothing jumps. */
export default function LotLoading() {
  return (
    <output
      aria-label="Loading the lot"
      // As high as the screen: the footer is not seen before the lot is, and has not to jump for it.
      className="grid min-h-dvh animate-pulse content-start gap-x-12 gap-y-5 pt-6 desk:grid-cols-[minmax(0,7fr)_minmax(25rem,5fr)]"
    >
      <div className="h-5 w-56 rounded-md bg-sunk desk:col-span-2" />
      <div className="aspect-5/4 rounded-card bg-sunk" />
      <div className="grid content-start gap-4">
        <div className="h-5 w-48 rounded-md bg-sunk" />
        <div className="h-20 rounded-md bg-sunk" />
        <div className="h-96 rounded-box bg-sunk" />
      </div>
    </output>
  );
}
