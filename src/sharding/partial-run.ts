/** Variable by which `topology up` tells the program that its run is limited to some resources: it then leaves no digest. */
export const PARTIAL_RUN = "TOPOLOGY_PARTIAL_RUN";
