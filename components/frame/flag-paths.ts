/** The flag of a subject: a shape of its own, so that it works without colour. */
export const FLAG_PATHS: Readonly<Record<string, string>> = {
  container: "M0 0h16v4.200H0zM0 5.900h16v4.200H0zM0 11.800h16V16H0z",
  virtualization: "M0 0h16v16H0zM2.500 2.500v11h11v-11zM5.200 5.200h5.600v5.600H5.200z",
  kubernetes:
    "M0 0h7.200v7.200H0zM8.800 8.800H16V16H8.800zM8.800 0H16v7.200H8.800zM10.400 1.600v4h4v-4zM0 8.800h7.200V16H0zM1.600 10.400v4h4v-4z",
  cloud: "M0 16V0h16zM16 3.400V16H3.400zM14.400 7.300 7.300 14.400h7.100z",
  architecture: "M0 0h4.200v16H0zM5.900 5.400h4.200V16H5.900zM11.800 9.500H16V16h-4.200z",
  folder: "M0 2h6l2 2.500h8V14H0z",
};
