import { DEPLOYMENTS } from './cases';
import { tableTests } from './table';

tableTests(DEPLOYMENTS);
