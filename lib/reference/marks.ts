/** The flag of a subject, by its id, in a square of 16: a shape of its own, so that it works without colour. Filled by the even-odd rule. */
export const FLAG_PATHS: Readonly<Record<string, string>> & { readonly folder: string } = {
  container: "M0 0h16v4.200H0zM0 5.900h16v4.200H0zM0 11.800h16V16H0z",
  virtualization: "M0 0h16v16H0zM2.500 2.500v11h11v-11zM5.200 5.200h5.600v5.600H5.200z",
  kubernetes:
    "M0 0h7.200v7.200H0zM8.800 8.800H16V16H8.800zM8.800 0H16v7.200H8.800zM10.400 1.600v4h4v-4zM0 8.800h7.200V16H0zM1.600 10.400v4h4v-4z",
  cloud: "M0 16V0h16zM16 3.400V16H3.400zM14.400 7.300 7.300 14.400h7.100z",
  architecture: "M0 0h4.200v16H0zM5.900 5.400h4.200V16H5.900zM11.800 9.500H16V16h-4.200z",
  folder: "M0 2h6l2 2.500h8V14H0z",
};

/** The flag of a subject; a folder's for one that has none, as folders of foreign notes, whatever they are called. */
export function flagPath(subject: string): string {
  return (Object.hasOwn(FLAG_PATHS, subject) && FLAG_PATHS[subject]) || FLAG_PATHS.folder;
}

/** The whale's fluke, in a square of 32; its foot stands at 23.700. */
export const FLUKE =
  "M16 8.600C14.600 6.400 11.600 6.100 8.600 5.900 5.600 5.700 3.200 4.600 1 2.400c.4 6.700 5.200 11 12 12.100-.4 4.100-2.400 6.900-6 9.100h18c-3.600-2.200-5.600-5-6-9.100 6.800-1.100 11.600-5.400 12-12.100-2.200 2.200-4.600 3.300-7.600 3.500-3 .2-6 .5-7.400 2.700Z";
