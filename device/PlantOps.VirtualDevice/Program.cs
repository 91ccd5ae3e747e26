using PlantOps.VirtualDevice.CommandLine;

return await VirtualDeviceCommand.Run(args);
