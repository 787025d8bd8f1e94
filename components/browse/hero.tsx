export function Hero() {
  return (
    <div className="pt-8 pb-5 desk:flex desk:items-end desk:justify-between desk:gap-8 desk:pt-14 desk:pb-8">
      <h1 className="max-w-[9em] text-[clamp(2.125rem,5vw,3.625rem)] leading-[1.1]">
        Good things, sold in the open.
      </h1>
      <p className="max-w-[20.5rem] text-soft max-desk:mt-3">
        Every bid appears on every screen at once, and anyone can check how a lot was won.
      </p>
    </div>
  );
}
