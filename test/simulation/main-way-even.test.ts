import { describe } from '@jest/globals';
import { mainWayUnderFaults } from './main-way.ts';

describe('the main way under faults, even seeds', () => mainWayUnderFaults(2));
