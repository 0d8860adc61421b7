import { type ReactNode, useEffect, useRef, useState } from "react";

/** The least width that a drawing is made for. */
const LEAST = 280;

/** A drawing is made for the width it has; until that is known for the one it usually has. */
export function Fitted({
  children,
  usual = 560,
}: {
  children: (width: number) => ReactNode;
  usual?: number;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(usual);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const wide = Math.round(entry?.contentRect.width ?? 0);
      if (wide > 0) setWidth(Math.max(LEAST, wide));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={frame} className="fitted">
      {children(width)}
    </div>
  );
}
