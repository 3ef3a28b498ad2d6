/** Many small usages, one write a slice. */
export { type Lease, type LeaseClosing, type LeaseOptions, openLease } from '../holds/lease.ts';
