/** An exception that a plugin threw: the note is innocent of it. */
export type PluginFault = { readonly plugin: string; readonly error: unknown };

type PluginFunction = (this: unknown, ...options: never[]) => unknown;

/** A plugin, with its options or without, as unified lists them. */
export type ListedPlugin = PluginFunction | readonly [PluginFunction, ...unknown[]];

/**
 * The plugins as they are, but that one that throws is told by its name before the exception goes on
 * its way through the bundler, which would report it as if the author had made a mistake.
 */
export function watchPlugins(
  plugins: readonly ListedPlugin[],
  tell: (fault: PluginFault) => void,
): ListedPlugin[] {
  return plugins.map((listed) => {
    const [plugin, ...options] = typeof listed === "function" ? [listed] : listed;
    return [watched(plugin, tell), ...options];
  });
}

function watched(plugin: PluginFunction, tell: (fault: PluginFault) => void): PluginFunction {
  const failed = (error: unknown): never => {
    tell({ plugin: plugin.name, error });
    throw error;
  };
  return function (...options) {
    let transform: unknown;
    try {
      transform = Reflect.apply(plugin, this, options);
    } catch (error) {
      return failed(error);
    }
    if (typeof transform !== "function") return transform;
    return async (...given: unknown[]) => {
      try {
        return await Reflect.apply(transform, undefined, given);
      } catch (error) {
        return failed(error);
      }
    };
  };
}
