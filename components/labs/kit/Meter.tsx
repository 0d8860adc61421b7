/** Two shares of a whole as one bar; the words that say the same stand beside it. */
export function Meter({
  seen,
  unseen,
  most,
  framed,
}: {
  seen: number;
  unseen: number;
  most: number;
  framed?: boolean;
}) {
  const part = (amount: number) => (amount / most) * 100;
  return (
    <svg
      className="stack-sum"
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {framed && (
        <rect
          x="0"
          y="1"
          width="100"
          height="8"
          fill="none"
          stroke="var(--edge)"
          vectorEffect="non-scaling-stroke"
        />
      )}
      <rect className="seen" x="0" y="1" width={part(seen)} height="8" />
      {unseen > 0 && (
        <rect
          className="unseen"
          x={part(seen)}
          y="1"
          width={part(unseen)}
          height="8"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}
