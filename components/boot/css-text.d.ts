/** A style sheet that a part of the page scripts carries, as the build's minified text. */
declare module "*.css" {
  const css: string;
  export default css;
}
