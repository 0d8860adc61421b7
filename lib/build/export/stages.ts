/** Seconds by stage of a build, in the order in which the stages began. */
export type Stages = {
  /** Does the work of a stage; stages of one name add up, stages may run side by side. */
  readonly time: <T>(name: string, work: () => T | Promise<T>) => Promise<T>;
  readonly seconds: () => ReadonlyMap<string, number>;
};

export function createStages(): Stages {
  const seconds = new Map<string, number>();
  return {
    async time(name, work) {
      const started = performance.now();
      seconds.set(name, seconds.get(name) ?? 0);
      try {
        return await work();
      } finally {
        seconds.set(name, seconds.get(name)! + (performance.now() - started) / 1000);
      }
    },
    seconds: () => seconds,
  };
}
