/** The published types of `negotiator` lack the option that settles what a reader accepts equally. */
declare module "negotiator" {
  export default class Negotiator {
    constructor(request: { readonly headers: Readonly<Record<string, string | string[] | undefined>> });
    /** Those of `available` that are accepted, best first (RFC 9110, § 12.5.3). */
    encodings<T extends string>(
      available: readonly T[],
      options: { readonly preferred: readonly NoInfer<T>[] },
    ): T[];
  }
}
